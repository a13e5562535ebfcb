namespace Wsis.Web.Public.Texts;

public sealed partial record PageTexts
{
    private static readonly PageTexts Spanish = new()
    {
        Invitation = "Invitación",
        AddressedTo = "Destinatario",
        Dates = "Fechas",
        Place = "Lugar",
        ReplyBefore = "Se ruega responder antes del",
        ReadTheLetter = "Leer la carta de invitación",
        LanguageOfThisPage = "Idioma de esta página",
        Contact = "Contacto",
        Moment = "{0} a las {1}",
        Comma = ", ",

        YourReply = "Su respuesta",
        Accept = "Aceptar la invitación",
        Delegate = "Aceptar y designar a una persona que asista en su representación",
        Decline = "Declinar la invitación",
        RepresentativeSection = "Representación",
        RepresentativeHint = "Complétese únicamente si se designa a una persona que asista en su representación.",
        RepresentativeTitle = "Título o cargo de la persona designada",
        RepresentativeName = "Nombre de la persona designada",
        RepresentativeAddress = "Correo electrónico de la persona designada",
        ParticipationSection = "Participación",
        ParticipationHint =
            "Complétese si se acepta la invitación. Los datos que aún no se conozcan pueden dejarse en blanco y añadirse más adelante.",
        Statement = "Declaración de política",
        StatementWished = "Deseamos formular una declaración",
        NoStatement = "No deseamos formular ninguna declaración",
        StatementDay = "Día de la declaración de política",
        StatementLanguage = "Idioma de la declaración",
        NotDecided = "Aún no se ha decidido",
        SpeakerTitle = "Título o cargo de quien hará uso de la palabra",
        SpeakerName = "Nombre de quien hará uso de la palabra",
        Speaker = "Hará uso de la palabra",
        StatementMinutes = "Duración de la declaración, en minutos",
        DelegationSize = "Número de integrantes de la delegación, incluida la persona que la encabeza",
        Women = "Número de mujeres en la delegación",
        Remarks = "Observaciones",
        CopyTo = "Su propio correo electrónico, para recibir una copia del acuse de recibo",
        CopyToHint = "Opcional. El acuse de recibo se envía siempre a la dirección oficial de su oficina.",
        Delegation = "Su delegación",
        DelegationHint =
            "Las personas que integran la delegación pueden indicarse aquí hasta el {0} inclusive, todas a la vez o una tras otra. El número de integrantes se deduce entonces de los nombres.",
        DelegationClosed =
            "El plazo para indicar la delegación ha terminado. Para cualquier cambio, diríjase a la secretaría.",
        Person = "Persona {0}",
        PersonTitle = "Título",
        PersonName = "Nombre",
        PersonFunction = "Cargo",
        PersonAddress = "Correo electrónico (opcional)",
        PersonSpeaks = "Formula la declaración de política",
        NobodySpeaks = "Ninguna de las personas indicadas formula la declaración",
        AddPerson = "Añadir una persona",
        SaveDelegation = "Registrar la delegación",
        DelegationOvertaken =
            "Otra persona de su oficina ha registrado la delegación entretanto; figura más arriba. Registre la suya de nuevo solo si debe sustituirla.",
        PersonNameMissing = "Indique el nombre de esta persona.",
        TooManyPersons = "Pueden indicarse como máximo {0} personas.",
        DelegationTooLong = "Estos textos son demasiado largos en conjunto. Acórtelos.",
        Send = "Enviar la respuesta",
        SendChange = "Sustituir la respuesta registrada",

        Recorded = "Su respuesta ha quedado registrada",
        RecordedReply = "Respuesta",
        ReceivedOn = "Fecha de recepción",
        Accepted = "Invitación aceptada",
        Delegated = "Invitación aceptada, con designación de representante",
        Declined = "Invitación declinada",
        Representative = "Representante",
        AcknowledgementFollows = "Se está enviando un acuse de recibo a la dirección oficial de su oficina.",
        AcknowledgementSent = "Se ha enviado un acuse de recibo a la dirección oficial de su oficina.",
        CopyFollows = "Se envía una copia a la dirección de correo electrónico indicada con esta respuesta.",
        ReplyReference = "Referencia de la respuesta",
        PrintReceipt = "Esta página puede imprimirse como comprobante.",
        AddToCalendar = "Añadir al calendario",
        AddStatementToCalendar = "Añadir la declaración al calendario",
        RemoveFromCalendar = "Quitar del calendario",
        RemoveStatementFromCalendar = "Quitar la declaración del calendario",
        Change = "Modificar la respuesta",
        ChangeUntil = "La respuesta puede modificarse en esta página hasta el {0}.",
        ChangeAfterDeadline =
            "El plazo de respuesta ha terminado. La respuesta aún puede modificarse en esta página; se informará de ello a la secretaría.",
        RecordedLate =
            "Se recibió después de terminado el plazo de respuesta y se ha señalado a la atención de la secretaría.",

        NotYet = "Esta invitación aún no se ha enviado. Podrá responder en esta página en cuanto se envíe.",
        ReplyTimeEnded =
            "El plazo de respuesta ha terminado. Una respuesta enviada ahora se registrará como tardía y se señalará a la atención de la secretaría.",
        Settled =
            "El plazo de respuesta ha terminado y la respuesta ya no puede modificarse en esta página. Para cualquier modificación, le rogamos que se dirija a la secretaría.",
        Withdrawn =
            "Esta invitación ha sido retirada. Para cualquier consulta, le rogamos que se dirija a la secretaría.",
        Cancelled = "El evento ha sido cancelado. No es necesario responder.",
        Overtaken =
            "Entretanto se registró otra respuesta de su oficina, que figura a continuación. Le rogamos que vuelva a enviar la suya solo si ha de sustituirla.",

        InvalidLink = "Este enlace no es válido",
        InvalidLinkHelp =
            "Es posible que se haya cortado al copiarlo. Le rogamos que abra el enlace de la carta más reciente que haya recibido o se dirija a la secretaría que en ella se indica.",
        ReplacedLink = "Este enlace ha sido sustituido por otro más reciente",
        ReplacedLinkHelp =
            "Le rogamos que abra el enlace de la carta más reciente que haya recibido su oficina o se dirija a la secretaría.",
        NotRecorded = "Su respuesta NO ha quedado registrada",
        Unavailable = "Esta página no puede mostrarse en este momento",
        TryAgain =
            "En este momento no es posible acceder a nuestros registros. Le rogamos que vuelva a intentarlo dentro de unos minutos o se dirija a la secretaría indicada en la carta.",
        TooLarge = "Su respuesta NO ha quedado registrada: es demasiado larga",
        TooLargeHelp =
            "Le rogamos que vuelva atrás, abrevie las observaciones y envíe de nuevo la respuesta, o que escriba a la secretaría.",
        TooMany = "Demasiadas solicitudes",
        TooManyHelp = "No se ha registrado ni modificado nada. Le rogamos que espere un minuto y vuelva a intentarlo.",
        Unreadable = "No se puede leer esta solicitud",
        UnreadableHelp =
            "No se ha registrado ni modificado nada. Sírvase volver atrás e intentarlo de nuevo, o póngase en contacto con la secretaría indicada en la carta.",
        Unexpected = "Se ha producido un error",
        UnexpectedHelp =
            "Sírvase abrir de nuevo el enlace de la carta: la página muestra lo que se ha registrado. Si el error persiste, póngase en contacto con la secretaría indicada en la carta.",

        Mend = "Aún no se ha registrado nada. Le rogamos que corrija lo siguiente:",
        AnswerMissing = "Elija una de las tres respuestas.",
        NameMissing = "Indique el nombre de la persona designada.",
        TooLong = "Este texto es demasiado largo: pueden registrarse como máximo {0} caracteres.",
        NotOffered = "Elija una de las posibilidades ofrecidas.",
        NotACount = "Indique un número entero no superior a {0}.",
        MoreWomen = "El número de mujeres no puede ser superior al número de integrantes de la delegación.",
        MoreWomenThanNamed =
            "El número de mujeres no puede ser superior al número de personas indicadas en su delegación.",
        NotAnAddress = "Indique una dirección de correo electrónico de la forma nombre@ejemplo.org.",
    };
}
