//! Where the business is.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for places.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Street,
        whole: "adresse civique, ulica, ulica i numer, gateadresse, gatuadress, vejnavn, route, visiting address, street and no, house and street, building and street, street address line 1, address street, number and street, premises address, Hausanschrift, Straße Hausnummer, Besucheradresse, Strasse Nr, n° et rue, no civique et rue, rue et numéro, rue et n°, calle y nº, vía, dirección postal, indirizzo sede, via e n civico, bezoekadres, vestigingsadres, straat en nr, straat nr, postadres, rua e nº, avenida, endereço comercial,
               street, street address, address, address 1, address line 1, address line, street name, street 1, addr, addr 1, street and number, street number and name, physical address, business address, company address, mailing address
                Straße, Straße und Hausnummer, Straße Nr, Straße Hausnr, Strasse, Anschrift, Adresse, Adresszeile 1, Firmenadresse, Firmenanschrift, Adresse 1
                rue, adresse, adresse postale, numéro et rue, n et rue, voie, adresse ligne 1
                calle, dirección, domicilio, calle y número, dirección línea 1
                via, indirizzo, via e numero civico, indirizzo e numero civico, via e numero
                straat, adres, straat en huisnummer, straatnaam, adresregel 1
                rua, endereço, morada, logradouro, rua e número",
        part: "indirizzo n civico, indirizzo numero, adres huisnummer, dirección número,
               visiting address, building and street, premises address, street number name, Hausanschrift, Besucheradresse, no civique rue, numéro civique, nom voie, calle número, dirección postal, dirección negocio, indirizzo sede, indirizzo azienda, bezoekadres, vestigingsadres, straat huisnummer, adres bedrijf, rua número, rua numero, endereço comercial, morada empresa, nome rua, address first line, first line address, line one,
               street address, street, address line 1, address 1, address line one, address line, street name, address street, addressline 1, line 1, addr 1, street line 1, business address, company address, office address, physical address
               Straße, Strasse, Straßenname, Hausnummer Straße, Adresszeile 1, Firmenanschrift, Geschäftsadresse, Postanschrift, *strasse, *strasse
               rue, adresse rue, adresse 1, nom rue, adresse ligne 1
               calle, dirección 1, domicilio, nombre calle, dirección calle
               via piazza, indirizzo 1, via, numero civico via
               straat, straatnaam, adresregel 1
               rua, endereço 1, logradouro, morada",
        weak: "location, Standort, lieu, ubicación, luogo, locatie, localização, endereço completo",
        never: "city, country, state, zip, zipcode, postcode, second line, town,
               email, e-mail, mail, web, website, url, ip, line 2, address 2, adresse 2, 2, suite, apt, Ort, PLZ, internet, courriel, correo, photo, shipping, billing, search, street number only, house number, via email, via e-mail, facebook",
    },
    Entry {
        meaning: Meaning::HouseNumber,
        whole: "Haus Nr, Haus-Nr,
               house name or number, house name, house number or name, n civico, nº, número da casa, n° civico, huisnr, número exterior e interior, hausnummer zusatz, house number name, house name number,
               house number, building number, number building, house no, Hausnummer, Hausnr, Nr, número de calle, número exterior, numero civico, civico, huisnummer, número da porta",
        part: "Haus Nr,
               house name number, house number name, n civico, huisnr, número casa, number house, numéro civique seul,
               house number, house no, housenumber, streetnumber, building number, Hausnummer, Hausnr, numéro voie, número calle, número exterior, numero civico, civico, huisnummer, número porta",
        weak: "número, numero, numéro, street number, numéro rue",
        never: "house number street, street house,
               phone, Straße und, Strasse und, rue et, street name, via e, straat en, Straße, rue, calle, via, straat, rua, indirizzo, toevoeging",
    },
    Entry {
        meaning: Meaning::Street2,
        whole: "second line, second line of the address, address second line, bâtiment, étage, batiment, building floor, bureau suite, suite apartment, apt suite etc, floor unit, Stockwerk, Gebäude, Etage, c/o, planta, puerta, piso y puerta, piso puerta, oficina, scala, interno, bus, bijgebouw, andar, sala, bloco, apto, apartamento, address line 3, building name and floor,
               address 2, address line 2, suite, apt, apartment, unit, floor, street 2, Adresszusatz, Adresse 2, Zusatz, Adresszeile 2, complément d'adresse, complément, dirección 2, piso, interno, adresregel 2, toevoeging, complemento, Anschrift 2, additional address, interior",
        part: "second line address, address second, apt suite, bureau suite, building floor, bâtiment étage, étage bâtiment, piso puerta, planta puerta, scala interno, adresse suite, suite adresse, bloco sala,
               address line 2, address 2, address line two, street line 2, line 2, address 2, suite number, suite unit, unit number, apartment suite, apt suite, suite apt, apartment unit, floor suite, additional address, street 2, addressline 2, Adresszusatz, Adresszeile 2, Anschriftzusatz, Straße 2, complément adresse, adresse 2, adresse complémentaire, dirección 2, dirección línea 2, información adicional dirección, indirizzo 2, dati aggiuntivi indirizzo, adresregel 2, huisnummer toevoeging, endereço 2, complemento",
        weak: "",
        never: "email, web, website, price, Firmenzusatz, Firmen Zusatz, Namenszusatz, Zusatz Firma",
    },
    Entry {
        meaning: Meaning::City,
        whole: "miasto, miejscowość, poststed, postort, by eller sted, mesto, post town, city or town, town or city, town village, city village, business city, city of business, Stadt Gemeinde, Ort Stadt, Firmensitz, ville ou commune, ciudad o localidad, comuna, ciudad población, pueblo, città comune, stad gemeente, vestigingsplaats, localidade cidade, freguesia concelho, concelho,
               city, town, city town, town city, municipality, Ort, Stadt, Ortschaft, Gemeinde, Wohnort, ville, commune, localité, ciudad, localidad, población, municipio, poblado, città, comune, località, plaats, stad, woonplaats, gemeente, cidade, município, localidade, city name, village",
        part: "post town, city or town, town city, Firmensitz, comuna, stad gemeente, cidade município, ville commune,
               city, town, city town, town city, Ort, Stadt, Ortschaft, ville, commune, ciudad, localidad, población, municipio, città, comune, località, plaats, plaatsnaam, woonplaats, vestigingsplaats, cidade, município, localidade, address city, business city",
        weak: "locality, suburb, headquarters, hq, Sitz, sede, siège, localisation, vestiging, based in, village town,
               location, Standort, lieu, ubicación, luogo, locatie, localização, place",
        never: "area, area code, postcode und, zip, PLZ, capacity, city area, search, nearest, neighborhood, district, stadtteil, quartier, county, Vorwahl, state zip, listed",
    },
    Entry {
        meaning: Meaning::State,
        whole: "state code, sigla provincia, sigla, prov, provincia sigla, estado provincia, estado uf, Bundesland Kanton, land kanton, state or province, state county, province or state, region county, county state, comarca, landesteil, provincie regio, województwo, län,
               state, province, region, county, state province, state region, province state, prefecture, Bundesland, Kanton, Region, Provinz, Land Bundesland, région, département, canton, province, provincia, comunidad autónoma, estado, región, regione, provincia, regio, provincie, estado, distrito, uf, território, territory, state code",
        part: "sigla provincia, state county, county, provincia estado, prov, estado uf,
               state, province, state province, province state, state region, region state, county, Bundesland, Kanton, Bundesstaat, région, département, canton, comunidad autónoma, provincia, estado, regione, provincie, distrito, state code, administrative area, region name, address state, business state",
        weak: "land",
        never: "statement, united states only, country code, country region, country, status, estado civil, regional, interest, city",
    },
    Entry {
        meaning: Meaning::Postcode,
        whole: "kod pocztowy, postnummer, postnr, psč, zip post code, zip or postcode, post zip code, postal zip, postnr, postnummer, kod pocztowy, cod postal, cód postal, c p, codice avviamento, pcode, pc, code postal cp, post-code, zip code postal code,
               zip, zipcode, zip code, postcode, postal code, post code, postal, zip postal code, postal zip code, zip postal, PLZ, Postleitzahl, code postal, CP, código postal, C P, codice postale, codice di avviamento postale, CAP, postcode, CEP, código postal, pincode, pin code, eircode, postal index",
        part: "zip post code, cód postal, cod postal, postnr, postcode,
               zip, zipcode, postcode, postal code, zip postal, postalcode, PLZ, Postleitzahl, code postal, codepostal, código postal, codigopostal, codice postale, avviamento postale, pincode, pin code, CEP, eircode",
        weak: "",
        never: "area, file, radius, attach*, upload, Ort Straße",
    },
    Entry {
        meaning: Meaning::Country,
        whole: "country of business, business location country, nation country, pays de résidence, país de origen, paese nazione, kraj, country or region,
               country, country region, nation, Land, Staat, pays, país, paese, nazione, stato, land, country name, country of residence",
        part: "country, country region, country name, Land, Staat, pays, país, paese, nazione, address country, business country, headquarters country, hq country, countries",
        weak: "",
        never: "country code, dial*, phone, calling, county, Bundesland, language, Ländervorwahl, Vorwahl, target, available, serve, served, ship*",
    },
    Entry {
        meaning: Meaning::FullAddress,
        whole: "where you are, where are you, where are you based, where to find you, address including postcode, complete postal address, adresse postale complète, dirección y ciudad, via cap città, sede operativa, sede legale, adres en plaats, localização completa, where,
               full address, complete address, address full, postal address, vollständige Adresse, vollständige Anschrift, adresse complète, dirección completa, indirizzo completo, volledig adres, endereço completo, morada completa, location address, map address, search address, full postal address, street city state, geo address",
        part: "where is it, where find it, where can people find, where located, where are you located, where are you based, where is your business, wo befindet, wo sind Sie, wo finden, wo liegt, où se trouve, où se situe, où êtes, où nous trouver, dónde se encuentra, dónde está, dónde estáis, dove si trova, dove siete, dove siamo, dove trovarvi, waar bevindt, waar zit, waar bent, waar is, onde fica, onde se encontra, onde está, address postcode, address zip, anschrift ort, adresse ville, adresse code postal, dirección ciudad, indirizzo città, adres plaats,
               full address, complete address, formatted address, vollständige Adresse, vollständige Anschrift, adresse complète, dirección completa, indirizzo completo, volledig adres, endereço completo, morada completa, listing address, address incl city, address including, geo address, google address, map location, map address, location map, address autocomplete, Anschrift mit PLZ",
        weak: "siège social, siège, sede, Sitz, Firmensitz, address location, adresse postale,
               address, Adresse, Anschrift, adresse, dirección, indirizzo, adres, endereço, morada, location, headquarters, Standort, domicilio, hq, ubicación, localisation, sede, vestiging",
        never: "email, e-mail, mail, web, website, url, ip, line 1, line 2, address 1, address 2, street, Straße, courriel, correo",
    },
    Entry {
        meaning: Meaning::Latitude,
        whole: "latitude, lat, Breitengrad, geographische Breite, latitud, latitudine, breedtegraad, latitude gps",
        part: "latitude, lat, Breitengrad, latitud, latitudine, breedtegraad, geo lat",
        weak: "",
        never: "longitude and, coordinates, und Längengrad, lng, longitud*, Längen*",
    },
    Entry {
        meaning: Meaning::Longitude,
        whole: "longitude, lng, long, lon, Längengrad, geographische Länge, longitud, longitudine, lengtegraad, longitude gps",
        part: "longitude, lng, lon, Längengrad, longitud, longitudine, lengtegraad, geo lng, geo long",
        weak: "",
        never: "latitude, coordinates, lat, Breitengrad und, latitud*",
    },
];
