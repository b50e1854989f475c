//! Countries and their states: names in several languages, codes, dialling codes.

use super::super::text::{fold, fold_wide};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A country.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// ISO 3166-1 alpha-3.
    pub iso3: &'static str,
    /// Dialling code without `+`.
    pub dial: &'static str,
    /// Digit dialled before a national number, dropped abroad; `-` for none.
    pub trunk: &'static str,
    /// Names, English first, then others in common use.
    pub names: Vec<&'static str>,
}

/// A state, province, canton, region.
#[derive(Debug, PartialEq, Eq)]
pub struct State {
    /// ISO alpha-2 of its country.
    pub country: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Names, the usual one first.
    pub names: Vec<&'static str>,
}

/// alpha-2, alpha-3, dialling code, trunk digit, names.
const COUNTRIES: &str = "
US USA 1 1 United States|United States of America|USA|U.S.A.|U.S.|US|America|Vereinigte Staaten|Vereinigte Staaten von Amerika|États-Unis|États-Unis d'Amérique|Estados Unidos|Estados Unidos de América|EE. UU.|EEUU|Stati Uniti|Stati Uniti d'America|Verenigde Staten|Estados Unidos da América
CA CAN 1 1 Canada|Kanada|Canadá
GB GBR 44 0 United Kingdom|UK|U.K.|Great Britain|Britain|United Kingdom of Great Britain and Northern Ireland|England|Vereinigtes Königreich|Großbritannien|Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|Gran Bretaña|Grande-Bretagne|Groot-Brittannië
DE DEU 49 0 Germany|Deutschland|Allemagne|Alemania|Germania|Duitsland|Alemanha|Federal Republic of Germany|Bundesrepublik Deutschland
AT AUT 43 0 Austria|Österreich|Autriche|Oostenrijk|Áustria
CH CHE 41 0 Switzerland|Schweiz|Suisse|Suiza|Svizzera|Zwitserland|Suíça
FR FRA 33 0 France|Frankreich|Francia|Frankrijk|França
ES ESP 34 - Spain|Spanien|Espagne|España|Spagna|Spanje|Espanha
IT ITA 39 - Italy|Italien|Italie|Italia|Italië|Itália
NL NLD 31 0 Netherlands|The Netherlands|Holland|Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Nederland|Países Baixos|Holanda|Olanda
BE BEL 32 0 Belgium|Belgien|Belgique|Bélgica|Belgio|België
LU LUX 352 - Luxembourg|Luxemburg|Luxemburgo|Lussemburgo
PT PRT 351 - Portugal|Portogallo
IE IRL 353 0 Ireland|Irland|Irlande|Irlanda|Ierland|Republic of Ireland|Éire
DK DNK 45 - Denmark|Dänemark|Danemark|Dinamarca|Danimarca|Denemarken
SE SWE 46 0 Sweden|Schweden|Suède|Suecia|Svezia|Zweden|Suécia
NO NOR 47 - Norway|Norwegen|Norvège|Noruega|Norvegia|Noorwegen
FI FIN 358 0 Finland|Finnland|Finlande|Finlandia|Finlândia
IS ISL 354 - Iceland|Island|Islande|Islandia|Islanda|IJsland
PL POL 48 - Poland|Polen|Pologne|Polonia|Polônia|Polónia|Polska
CZ CZE 420 - Czech Republic|Czechia|Tschechien|Tschechische Republik|République tchèque|Tchéquie|República Checa|Repubblica Ceca|Tsjechië
SK SVK 421 0 Slovakia|Slowakei|Slovaquie|Eslovaquia|Slovacchia|Slowakije|Eslováquia
HU HUN 36 06 Hungary|Ungarn|Hongrie|Hungría|Ungheria|Hongarije|Hungria
RO ROU 40 0 Romania|Rumänien|Roumanie|Rumanía|Rumania|Roemenië|Romênia
BG BGR 359 0 Bulgaria|Bulgarien|Bulgarie|Bulgarije|Bulgária
GR GRC 30 - Greece|Griechenland|Grèce|Grecia|Griekenland|Grécia
HR HRV 385 0 Croatia|Kroatien|Croatie|Croacia|Croazia|Kroatië|Croácia
SI SVN 386 0 Slovenia|Slowenien|Slovénie|Eslovenia|Slovenië|Eslovênia
RS SRB 381 0 Serbia|Serbien|Serbie|Servië|Sérvia
BA BIH 387 0 Bosnia and Herzegovina|Bosnien und Herzegowina
MK MKD 389 0 North Macedonia|Nordmazedonien|Macedonia
AL ALB 355 0 Albania|Albanien|Albanie|Albanië
ME MNE 382 0 Montenegro
EE EST 372 - Estonia|Estland|Estonie|Estónia
LV LVA 371 - Latvia|Lettland|Lettonie|Letonia|Lettonia|Letland
LT LTU 370 8 Lithuania|Litauen|Lituanie|Lituania|Litouwen
MT MLT 356 - Malta|Malte
CY CYP 357 - Cyprus|Zypern|Chypre|Chipre|Cipro
LI LIE 423 - Liechtenstein
MC MCO 377 - Monaco
AD AND 376 - Andorra|Andorre
SM SMR 378 - San Marino
VA VAT 39 - Vatican City|Holy See
UA UKR 380 0 Ukraine|Ucrania|Ucraina|Oekraïne|Ucrânia
BY BLR 375 8 Belarus|Weißrussland
MD MDA 373 0 Moldova|Moldau|Moldavie
RU RUS 7 8 Russia|Russian Federation|Russland|Russie|Rusia|Rusland
TR TUR 90 0 Turkey|Türkiye|Türkei|Turquie|Turquía|Turchia|Turkije|Turquia
IL ISR 972 0 Israel|Israël|Israele
AE ARE 971 0 United Arab Emirates|UAE|Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos
SA SAU 966 0 Saudi Arabia|Saudi-Arabien|Arabie saoudite|Arabia Saudita
QA QAT 974 - Qatar|Katar
KW KWT 965 - Kuwait
BH BHR 973 - Bahrain
OM OMN 968 - Oman
JO JOR 962 0 Jordan|Jordanien
LB LBN 961 0 Lebanon|Libanon|Liban
EG EGY 20 0 Egypt|Ägypten|Égypte|Egipto|Egitto
MA MAR 212 0 Morocco|Marokko|Maroc|Marruecos|Marocco
DZ DZA 213 0 Algeria|Algerien|Algérie
TN TUN 216 - Tunisia|Tunesien|Tunisie
LY LBY 218 0 Libya
ZA ZAF 27 0 South Africa|Südafrika|Afrique du Sud|Sudáfrica|Sudafrica|Zuid-Afrika|África do Sul
NG NGA 234 0 Nigeria
GH GHA 233 0 Ghana
KE KEN 254 0 Kenya|Kenia
ET ETH 251 0 Ethiopia
TZ TZA 255 0 Tanzania
UG UGA 256 0 Uganda
RW RWA 250 0 Rwanda
SN SEN 221 - Senegal|Sénégal
CI CIV 225 - Côte d'Ivoire|Ivory Coast
CM CMR 237 - Cameroon|Cameroun
CD COD 243 0 Democratic Republic of the Congo
AO AGO 244 - Angola
MZ MOZ 258 - Mozambique|Moçambique
ZM ZMB 260 0 Zambia
ZW ZWE 263 0 Zimbabwe
BW BWA 267 - Botswana
NA NAM 264 0 Namibia
MU MUS 230 - Mauritius
MG MDG 261 0 Madagascar
IN IND 91 0 India|Indien|Inde|Índia
PK PAK 92 0 Pakistan
BD BGD 880 0 Bangladesh
LK LKA 94 0 Sri Lanka
NP NPL 977 0 Nepal
CN CHN 86 0 China|Chine|Cina
HK HKG 852 - Hong Kong|Hongkong
TW TWN 886 0 Taiwan
MO MAC 853 - Macao|Macau
JP JPN 81 0 Japan|Japon|Japón|Giappone|Japão
KR KOR 82 0 South Korea|Korea, Republic of|Republic of Korea|Korea|Südkorea|Corée du Sud|Corea del Sur
SG SGP 65 - Singapore|Singapur|Singapour
MY MYS 60 0 Malaysia|Malaisie
TH THA 66 0 Thailand|Thaïlande|Tailandia
VN VNM 84 0 Vietnam|Viet Nam
ID IDN 62 0 Indonesia|Indonesien|Indonésie
PH PHL 63 0 Philippines|Philippinen|Filipinas
KH KHM 855 0 Cambodia
MM MMR 95 0 Myanmar
LA LAO 856 0 Laos
MN MNG 976 0 Mongolia
KZ KAZ 7 8 Kazakhstan|Kasachstan
UZ UZB 998 - Uzbekistan
GE GEO 995 0 Georgia|Georgien|Géorgie
AM ARM 374 0 Armenia|Armenien
AZ AZE 994 0 Azerbaijan
IQ IRQ 964 0 Iraq|Irak
IR IRN 98 0 Iran
AF AFG 93 0 Afghanistan
AU AUS 61 0 Australia|Australien|Australie|Australië|Austrália
NZ NZL 64 0 New Zealand|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nuova Zelanda|Nieuw-Zeeland|Nova Zelândia
FJ FJI 679 - Fiji
PG PNG 675 - Papua New Guinea
MX MEX 52 - Mexico|Mexiko|Mexique|México|Messico
BR BRA 55 0 Brazil|Brasilien|Brésil|Brasil|Brasile|Brazilië
AR ARG 54 0 Argentina|Argentinien|Argentine|Argentinië
CL CHL 56 - Chile|Chili|Cile
CO COL 57 - Colombia|Kolumbien|Colombie
PE PER 51 0 Peru|Pérou|Perú
VE VEN 58 0 Venezuela
EC ECU 593 0 Ecuador|Équateur|Equador
UY URY 598 0 Uruguay|Uruguai
PY PRY 595 0 Paraguay|Paraguai
BO BOL 591 0 Bolivia|Bolivien|Bolívia
CR CRI 506 - Costa Rica
PA PAN 507 - Panama|Panamá
GT GTM 502 - Guatemala
HN HND 504 - Honduras
SV SLV 503 - El Salvador
NI NIC 505 - Nicaragua
DO DOM 1 1 Dominican Republic|Dominikanische Republik|República Dominicana|République dominicaine
PR PRI 1 1 Puerto Rico
JM JAM 1 1 Jamaica|Jamaika
TT TTO 1 1 Trinidad and Tobago
BS BHS 1 1 Bahamas
BB BRB 1 1 Barbados
CU CUB 53 0 Cuba|Kuba
HT HTI 509 - Haiti
BZ BLZ 501 - Belize
GI GIB 350 - Gibraltar
JE JEY 44 0 Jersey
GG GGY 44 0 Guernsey
IM IMN 44 0 Isle of Man
";

/// Country, then `code name|other name` for each of its states.
const STATES: &[(&str, &str)] = &[
    (
        "US",
        "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California|Kalifornien;CO Colorado;CT Connecticut;DE Delaware;DC District of Columbia|Washington DC|Washington D.C.;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;PR Puerto Rico;GU Guam;VI Virgin Islands|U.S. Virgin Islands",
    ),
    (
        "CA",
        "AB Alberta;BC British Columbia|Colombie-Britannique;MB Manitoba;NB New Brunswick|Nouveau-Brunswick;NL Newfoundland and Labrador|Newfoundland|Terre-Neuve-et-Labrador;NS Nova Scotia|Nouvelle-Écosse;NT Northwest Territories;NU Nunavut;ON Ontario;PE Prince Edward Island|Île-du-Prince-Édouard;QC Quebec|Québec;SK Saskatchewan;YT Yukon",
    ),
    (
        "AU",
        "NSW New South Wales;VIC Victoria;QLD Queensland;WA Western Australia;SA South Australia;TAS Tasmania;ACT Australian Capital Territory;NT Northern Territory",
    ),
    ("GB", "ENG England;SCT Scotland;WLS Wales;NIR Northern Ireland;LND Greater London|London"),
    (
        "DE",
        "BW Baden-Württemberg;BY Bayern|Bavaria|Bavière;BE Berlin;BB Brandenburg;HB Bremen;HH Hamburg;HE Hessen|Hesse;MV Mecklenburg-Vorpommern|Mecklenburg-Western Pomerania;NI Niedersachsen|Lower Saxony;NW Nordrhein-Westfalen|NRW|North Rhine-Westphalia;RP Rheinland-Pfalz|Rhineland-Palatinate;SL Saarland;SN Sachsen|Saxony;ST Sachsen-Anhalt|Saxony-Anhalt;SH Schleswig-Holstein;TH Thüringen|Thuringia",
    ),
    (
        "AT",
        "1 Burgenland;2 Kärnten|Carinthia;3 Niederösterreich|Lower Austria;4 Oberösterreich|Upper Austria;5 Salzburg;6 Steiermark|Styria;7 Tirol|Tyrol;8 Vorarlberg;9 Wien|Vienna",
    ),
    (
        "CH",
        "AG Aargau;AI Appenzell Innerrhoden;AR Appenzell Ausserrhoden;BE Bern|Berne;BL Basel-Landschaft;BS Basel-Stadt;FR Freiburg|Fribourg;GE Genf|Genève|Geneva;GL Glarus;GR Graubünden|Grisons;JU Jura;LU Luzern|Lucerne;NE Neuenburg|Neuchâtel;NW Nidwalden;OW Obwalden;SG St. Gallen|Sankt Gallen;SH Schaffhausen;SO Solothurn;SZ Schwyz;TG Thurgau;TI Tessin|Ticino;UR Uri;VD Waadt|Vaud;VS Wallis|Valais;ZG Zug;ZH Zürich|Zurich",
    ),
    (
        "FR",
        "ARA Auvergne-Rhône-Alpes;BFC Bourgogne-Franche-Comté;BRE Bretagne|Brittany;CVL Centre-Val de Loire;COR Corse|Corsica;GES Grand Est;HDF Hauts-de-France;IDF Île-de-France;NOR Normandie|Normandy;NAQ Nouvelle-Aquitaine;OCC Occitanie;PDL Pays de la Loire;PAC Provence-Alpes-Côte d'Azur|PACA",
    ),
    (
        "ES",
        "AN Andalucía|Andalusia;AR Aragón;AS Asturias|Principado de Asturias;CN Canarias|Canary Islands|Islas Canarias;CB Cantabria;CL Castilla y León;CM Castilla-La Mancha;CT Cataluña|Catalonia|Catalunya;EX Extremadura;GA Galicia;IB Illes Balears|Islas Baleares|Baleares|Balearic Islands;RI La Rioja;MD Madrid|Comunidad de Madrid;MC Murcia|Región de Murcia;NC Navarra|Comunidad Foral de Navarra;PV País Vasco|Basque Country|Euskadi;VC Comunidad Valenciana|Comunitat Valenciana|Valencia",
    ),
    (
        "IT",
        "ABR Abruzzo;BAS Basilicata;CAL Calabria;CAM Campania;EMR Emilia-Romagna;FVG Friuli-Venezia Giulia;LAZ Lazio;LIG Liguria;LOM Lombardia|Lombardy;MAR Marche;MOL Molise;PIE Piemonte|Piedmont;PUG Puglia|Apulia;SAR Sardegna|Sardinia;SIC Sicilia|Sicily;TOS Toscana|Tuscany;TAA Trentino-Alto Adige|Trentino-South Tyrol;UMB Umbria;VDA Valle d'Aosta|Aosta Valley;VEN Veneto",
    ),
    (
        "NL",
        "DR Drenthe;FL Flevoland;FR Friesland|Fryslân;GE Gelderland;GR Groningen;LI Limburg;NB Noord-Brabant|North Brabant;NH Noord-Holland|North Holland;OV Overijssel;UT Utrecht;ZE Zeeland;ZH Zuid-Holland|South Holland",
    ),
    (
        "BR",
        "AC Acre;AL Alagoas;AP Amapá;AM Amazonas;BA Bahia;CE Ceará;DF Distrito Federal;ES Espírito Santo;GO Goiás;MA Maranhão;MT Mato Grosso;MS Mato Grosso do Sul;MG Minas Gerais;PA Pará;PB Paraíba;PR Paraná;PE Pernambuco;PI Piauí;RJ Rio de Janeiro;RN Rio Grande do Norte;RS Rio Grande do Sul;RO Rondônia;RR Roraima;SC Santa Catarina;SP São Paulo;SE Sergipe;TO Tocantins",
    ),
    (
        "PT",
        "AV Aveiro;BE Beja;BR Braga;BG Bragança;CB Castelo Branco;CO Coimbra;EV Évora;FA Faro;GU Guarda;LE Leiria;LI Lisboa|Lisbon;PO Portalegre;PT Porto;SA Santarém;SE Setúbal;VC Viana do Castelo;VR Vila Real;VI Viseu",
    ),
    (
        "BE",
        "VAN Antwerpen|Antwerp|Anvers;WBR Brabant wallon|Waals-Brabant;BRU Brussel|Bruxelles|Brussels;WHT Hainaut|Henegouwen;WLG Liège|Luik;VLI Limburg;WLX Luxembourg|Luxemburg;WNA Namur|Namen;VOV Oost-Vlaanderen|East Flanders;VBR Vlaams-Brabant|Flemish Brabant;VWV West-Vlaanderen|West Flanders",
    ),
    (
        "MX",
        "AGU Aguascalientes;BCN Baja California;BCS Baja California Sur;CAM Campeche;CHP Chiapas;CHH Chihuahua;CMX Ciudad de México|CDMX|Distrito Federal;COA Coahuila;COL Colima;DUR Durango;GUA Guanajuato;GRO Guerrero;HID Hidalgo;JAL Jalisco;MEX Estado de México|México;MIC Michoacán;MOR Morelos;NAY Nayarit;NLE Nuevo León;OAX Oaxaca;PUE Puebla;QUE Querétaro;ROO Quintana Roo;SLP San Luis Potosí;SIN Sinaloa;SON Sonora;TAB Tabasco;TAM Tamaulipas;TLA Tlaxcala;VER Veracruz;YUC Yucatán;ZAC Zacatecas",
    ),
];

struct Atlas {
    countries: Vec<Country>,
    by_name: HashMap<String, usize>,
    states: Vec<State>,
    state_names: HashMap<String, Vec<usize>>,
}

/// Letters and digits only, folded: `U.S.A.` → `usa`.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let mut atlas = Atlas {
            countries: Vec::new(),
            by_name: HashMap::new(),
            states: Vec::new(),
            state_names: HashMap::new(),
        };
        for line in COUNTRIES.lines().filter(|l| !l.is_empty()) {
            let mut parts = line.splitn(5, ' ');
            let (Some(iso2), Some(iso3), Some(dial), Some(trunk), Some(names)) =
                (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let at = atlas.countries.len();
            let names: Vec<&'static str> = names.split('|').collect();
            for name in names.iter().chain([&iso3]) {
                for key in [key(name), key(&fold_wide(name))] {
                    atlas.by_name.entry(key).or_insert(at);
                }
            }
            atlas.by_name.insert(iso2.to_ascii_lowercase(), at);
            atlas.countries.push(Country { iso2, iso3, dial, trunk, names });
        }
        for (country, list) in STATES {
            for entry in list.split(';') {
                let Some((code, names)) = entry.split_once(' ') else { continue };
                let at = atlas.states.len();
                let names: Vec<&'static str> = names.split('|').collect();
                for name in &names {
                    for key in [key(name), key(&fold_wide(name))] {
                        let known = atlas.state_names.entry(key).or_default();
                        if !known.contains(&at) {
                            known.push(at);
                        }
                    }
                }
                atlas.states.push(State { country, code, names });
            }
        }
        atlas
    })
}

/// The country of that name or code, in any of the languages.
#[must_use]
pub fn country(text: &str) -> Option<&'static Country> {
    let atlas = atlas();
    let text = text.trim();
    let found = |t: &str| atlas.by_name.get(&key(t)).map(|&i| &atlas.countries[i]);
    // "Germany (Deutschland)", "Germany +49", "DE - Deutschland".
    found(text)
        .or_else(|| text.split_once('(').and_then(|(head, _)| found(head)))
        .or_else(|| text.split_once(" - ").and_then(|(a, b)| found(a).or_else(|| found(b))))
        .or_else(|| {
            text.split_once('+').and_then(|(head, _)| (head.len() > 2).then(|| found(head)).flatten())
        })
        .or_else(|| fold(text).strip_prefix("the ").and_then(found))
}

/// The state of that name or code in a country.
#[must_use]
pub fn state(country: Option<&str>, text: &str) -> Option<&'static State> {
    let atlas = atlas();
    let key = key(text);
    if key.is_empty() {
        return None;
    }
    let of_country = |s: &State| country.is_none_or(|c| c == s.country);
    let named =
        atlas.state_names.get(&key).into_iter().flatten().map(|&i| &atlas.states[i]).find(|s| of_country(s));
    named.or_else(|| {
        // Codes are only unique within a country.
        let country = country?;
        atlas.states.iter().find(|s| {
            s.country == country
                && s.code
                    .eq_ignore_ascii_case(text.trim().trim_start_matches(country).trim_start_matches('-'))
        })
    })
}

/// Whether a text names a state of any country, by name or (two capital letters) by code.
#[must_use]
pub fn any_state(text: &str) -> bool {
    let atlas = atlas();
    let text = text.trim();
    let is_code = |s: &State| s.code.len() >= 2 && s.code.eq_ignore_ascii_case(text);
    // Long lists are asked option by option: only what is as short as a code is compared with every code.
    ((2..=4).contains(&text.len()) && atlas.states.iter().any(is_code))
        || atlas.state_names.contains_key(&key(text))
}

/// Countries by dialling code, longest code first.
#[must_use]
pub fn by_dial(digits: &str) -> Option<&'static Country> {
    atlas()
        .countries
        .iter()
        .filter(|c| digits.starts_with(c.dial))
        .max_by_key(|c| (c.dial.len(), matches!(c.iso2, "US" | "GB" | "IT" | "RU")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_any_of_its_names() {
        for text in
            ["Germany", "Deutschland", "ALLEMAGNE", "de", "DEU", "Germany (Deutschland)", "Germany +49"]
        {
            assert_eq!(country(text).map(|c| c.iso2), Some("DE"), "{text}");
        }
        for text in ["U.S.A.", "United States of America", "Estados Unidos", "Österreich", "Oesterreich"] {
            assert!(country(text).is_some(), "{text}");
        }
        assert_eq!(country("Atlantis"), None);
    }

    #[test]
    fn a_state_is_found_by_name_or_code_within_its_country() {
        assert_eq!(state(Some("US"), "tx").map(|s| s.names[0]), Some("Texas"));
        assert_eq!(state(Some("DE"), "Bavaria").map(|s| s.code), Some("BY"));
        assert_eq!(state(Some("DE"), "Thueringen").map(|s| s.code), Some("TH"));
        assert_eq!(state(Some("AU"), "WA").map(|s| s.names[0]), Some("Western Australia"));
        assert_eq!(state(None, "wa"), None);
    }
}
