using System.Collections.Frozen;
using System.Reflection;

namespace Wsis.Invitations.Reasons;

/// <summary>Names a case of a closed type in the API and in the store. A stored code is never changed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CodeAttribute(string code) : Attribute
{
    public string Code => code;
}

/// <summary>The cases of a closed type, by their codes. They are nested in it.</summary>
public sealed class Codes(Type closed)
{
    /// <summary>Each case by its code.</summary>
    public FrozenDictionary<string, Type> Types { get; } =
        closed.GetNestedTypes().Where(t => t.IsSubclassOf(closed) && !t.IsAbstract).ToFrozenDictionary(Read);

    /// <summary>The code of a case.</summary>
    public static string Read(Type type) => type.GetCustomAttribute<CodeAttribute>()!.Code;
}
