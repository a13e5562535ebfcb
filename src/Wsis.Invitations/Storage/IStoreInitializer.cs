namespace Wsis.Invitations.Storage;

/// <summary>Prepares the stores for use.</summary>
public interface IStoreInitializer
{
    /// <summary>Creates what is missing, such as tables. May be called again.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    Task Initialize(CancellationToken cancellation);
}
