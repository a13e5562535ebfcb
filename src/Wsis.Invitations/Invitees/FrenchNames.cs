using System.Collections.Frozen;

namespace Wsis.Invitations.Invitees;

/// <summary>The short names of States in French, by ISO 3166-1 alpha-3 code. They order the States if the seating is in
/// French. From the French list of the package i18n-iso-countries 7.14.0 (MIT). An invitee with a French name in the
/// list of invitees uses that name instead.</summary>
public static class FrenchNames
{
    private static readonly FrozenDictionary<string, string> Names = """
        ABW Aruba
        AFG Afghanistan
        AGO Angola
        AIA Anguilla
        ALA Åland
        ALB Albanie
        AND Andorre
        ARE Émirats Arabes Unis
        ARG Argentine
        ARM Arménie
        ASM Samoa américaines
        ATA Antarctique
        ATF Terres australes françaises
        ATG Antigua-et-Barbuda
        AUS Australie
        AUT Autriche
        AZE Azerbaïdjan
        BDI Burundi
        BEL Belgique
        BEN Bénin
        BES Bonaire, Saint-Eustache et Saba
        BFA Burkina Faso
        BGD Bangladesh
        BGR Bulgarie
        BHR Bahreïn
        BHS Bahamas
        BIH Bosnie-Herzégovine
        BLM Saint-Barthélemy
        BLR Biélorussie
        BLZ Belize
        BMU Bermudes
        BOL Bolivie
        BRA Brésil
        BRB Barbade
        BRN Brunei Darussalam
        BTN Bhoutan
        BVT Île Bouvet
        BWA Botswana
        CAF République Centrafricaine
        CAN Canada
        CCK Îles Cocos
        CHE Suisse
        CHL Chili
        CHN Chine
        CIV Côte-d'Ivoire
        CMR Cameroun
        COD République démocratique du Congo
        COG République du Congo
        COK Îles Cook
        COL Colombie
        COM Comores
        CPV Cap-Vert
        CRI Costa Rica
        CUB Cuba
        CUW Curaçao
        CXR Île Christmas
        CYM Îles Caïmans
        CYP Chypre
        CZE République Tchèque
        DEU Allemagne
        DJI Djibouti
        DMA Dominique
        DNK Danemark
        DOM République Dominicaine
        DZA Algérie
        ECU Équateur
        EGY Égypte
        ERI Érythrée
        ESH Sahara occidental
        ESP Espagne
        EST Estonie
        ETH Éthiopie
        FIN Finlande
        FJI Fidji
        FLK Îles Malouines
        FRA France
        FRO Îles Féroé
        FSM Micronésie
        GAB Gabon
        GBR Royaume-Uni
        GEO Géorgie
        GGY Guernesey
        GHA Ghana
        GIB Gibraltar
        GIN Guinée
        GLP Guadeloupe
        GMB Gambie
        GNB Guinée-Bissau
        GNQ Guinée équatoriale
        GRC Grèce
        GRD Grenade
        GRL Groenland
        GTM Guatemala
        GUF Guyane française
        GUM Guam
        GUY Guyana
        HKG Hong Kong
        HMD Îles Heard-et-MacDonald
        HND Honduras
        HRV Croatie
        HTI Haïti
        HUN Hongrie
        IDN Indonésie
        IMN Île de Man
        IND Inde
        IOT Océan Indien Britannique
        IRL Irlande
        IRN Iran
        IRQ Irak
        ISL Islande
        ISR Israël
        ITA Italie
        JAM Jamaïque
        JEY Jersey
        JOR Jordanie
        JPN Japon
        KAZ Kazakhstan
        KEN Kenya
        KGZ Kirghizistan
        KHM Cambodge
        KIR Kiribati
        KNA Saint-Christophe-et-Niévès
        KOR Corée du Sud
        KWT Koweït
        LAO Laos
        LBN Liban
        LBR Libéria
        LBY Libye
        LCA Sainte-Lucie
        LIE Liechtenstein
        LKA Sri Lanka
        LSO Lesotho
        LTU Lituanie
        LUX Luxembourg
        LVA Lettonie
        MAC Macao
        MAF Saint-Martin (partie française)
        MAR Maroc
        MCO Monaco
        MDA Moldavie
        MDG Madagascar
        MDV Maldives
        MEX Mexique
        MHL Îles Marshall
        MKD Macédoine du Nord
        MLI Mali
        MLT Malte
        MMR Myanmar
        MNE Monténégro
        MNG Mongolie
        MNP Îles Mariannes du Nord
        MOZ Mozambique
        MRT Mauritanie
        MSR Montserrat
        MTQ Martinique
        MUS Maurice
        MWI Malawi
        MYS Malaisie
        MYT Mayotte
        NAM Namibie
        NCL Nouvelle-Calédonie
        NER Niger
        NFK Île Norfolk
        NGA Nigéria
        NIC Nicaragua
        NIU Niué
        NLD Pays-Bas
        NOR Norvège
        NPL Népal
        NRU Nauru
        NZL Nouvelle-Zélande
        OMN Oman
        PAK Pakistan
        PAN Panama
        PCN Îles Pitcairn
        PER Pérou
        PHL Philippines
        PLW Palaos
        PNG Papouasie-Nouvelle-Guinée
        POL Pologne
        PRI Porto Rico
        PRK Corée du Nord
        PRT Portugal
        PRY Paraguay
        PSE Palestine
        PYF Polynésie française
        QAT Qatar
        REU Réunion
        ROU Roumanie
        RUS Russie
        RWA Rwanda
        SAU Arabie Saoudite
        SDN Soudan
        SEN Sénégal
        SGP Singapour
        SGS Géorgie du Sud-et-les Îles Sandwich du Sud
        SHN Sainte-Hélène
        SJM Svalbard et Île Jan Mayen
        SLB Îles Salomon
        SLE Sierra Leone
        SLV El Salvador
        SMR Saint-Marin
        SOM Somalie
        SPM Saint-Pierre-et-Miquelon
        SRB Serbie
        SSD Soudan du Sud
        STP São Tomé-et-Principe
        SUR Suriname
        SVK Slovaquie
        SVN Slovénie
        SWE Suède
        SWZ Royaume d'Eswatini
        SXM Saint-Martin (partie néerlandaise)
        SYC Seychelles
        SYR Syrie
        TCA Îles Turques-et-Caïques
        TCD Tchad
        TGO Togo
        THA Thaïlande
        TJK Tadjikistan
        TKL Tokelau
        TKM Turkménistan
        TLS Timor-Leste
        TON Tonga
        TTO Trinité-et-Tobago
        TUN Tunisie
        TUR Turquie
        TUV Tuvalu
        TWN Taïwan
        TZA République unie de Tanzanie
        UGA Ouganda
        UKR Ukraine
        UMI Îles mineures éloignées des États-Unis
        URY Uruguay
        USA États-Unis d'Amérique
        UZB Ouzbékistan
        VAT Saint-Siège (Vatican)
        VCT Saint-Vincent-et-les-Grenadines
        VEN Venezuela
        VGB Îles vierges britanniques
        VIR Îles vierges américaines
        VNM Vietnam
        VUT Vanuatu
        WLF Wallis-et-Futuna
        WSM Samoa
        YEM Yémen
        ZAF Afrique du Sud
        ZMB Zambie
        ZWE Zimbabwe
        """.Split('\n').Select(line => line.Trim()).ToFrozenDictionary(
        line => line[..3],
        line => line[4..],
        StringComparer.Ordinal
    );

    /// <summary>The State's name; its code where it has none here.</summary>
    public static string Find(string state) => Names.GetValueOrDefault(state) ?? state;
}
