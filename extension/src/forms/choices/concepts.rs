//! Categories by meaning: words for the same trade in seven languages, and which trade is part of which.

use super::super::text::{fold, fold_wide, tokens};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Concept, its parent (or `-`), and words for it. A word of two parts counts when both stand together.
const CONCEPTS: &str = "
trades construction home services|home improvement|trades|tradesmen|craftsmen|contractors|home repair|house services|Handwerk|Handwerker|Haus und Garten|artisan|artisans|artisanat|bricolage|servicios del hogar|hogar|oficios|artigiani|casa|servizi per la casa|klussen|vakmensen|huis|serviços domésticos|casa e jardim|maintenance|repairs|home garden|home and garden|building trades|skilled trades|tradespeople|building services|Baugewerbe|Baunebengewerbe|Ausbau|Bauhandwerk|Haus Handwerk|Hausbau|métiers du bâtiment|travaux|maison|habitat|construcción y reformas|reformas|casa y jardín|lavori in casa|impianti|edilizia e impianti|bouw en techniek|bouw en installatie|wonen|reformas e construção|casa|lar
plumber trades plumber|plumbing|plumbers|Klempner|Sanitär|Installateur|Sanitärinstallation|Sanitärtechnik|Heizung Sanitär|plombier|plomberie|fontanero|fontanería|plomero|plomería|idraulico|idraulica|loodgieter|loodgieters|encanador|canalizador|encanamento|canalização|drain
electrician trades electrician|electricians|electrical|Elektriker|Elektrotechnik|Elektroinstallation|Elektro|électricien|électricité|electricista|electricidad|elettricista|elettricisti|elektricien|electricista|eletricista|eletricidade
hvac trades hvac|heating|air conditioning|Heizung|Heizungsbau|Klimatechnik|Klimaanlage|chauffage|climatisation|chauffagiste|calefacción|aire acondicionado|climatización|riscaldamento|climatizzazione|verwarming|airconditioning|aquecimento|ar condicionado|heating cooling
roofing trades roofing|roofer|roofers|roof|Dachdecker|Bedachung|couvreur|toiture|techador|tejados|techos|tetti|dakdekker|telhados|coberturas
painter trades painter|painters|painting contractor|house painting|Maler|Malerbetrieb|Lackierer|Anstreicher|peintre|peinture bâtiment|pintor|pintores|imbianchino|pittore edile|schilder|schildersbedrijf|pintura
carpenter trades carpenter|carpentry|joiner|joinery|woodwork|woodworking|cabinet maker|Tischler|Tischlerei|Schreiner|Schreinerei|Zimmerer|Zimmerei|Holzbau|menuisier|menuiserie|charpentier|ébéniste|carpintero|carpintería|falegname|falegnameria|timmerman|timmerwerk|marceneiro|carpintaria|carpinteiro|marcenaria|Holzverarbeitung|Holz|Holzhandwerk|wood|bois|travail du bois|madera|legno|hout|houtbewerking|madeira
landscaping trades landscaping|landscaper|gardening|gardener|garden|lawn care|gardeners|tree service|Gärtner|Gartenbau|Landschaftsbau|Garten|Galabau|Gärtnerei|paysagiste|jardinier|jardinage|jardinero|jardinería|paisajismo|giardiniere|giardinaggio|tuinman|hovenier|tuinier|tuin|jardineiro|jardinagem|nursery garden
cleaning trades cleaning|cleaner|cleaners|janitorial|maid|housekeeping|Reinigung|Gebäudereinigung|Reinigungsdienst|Putzfrau|nettoyage|ménage|limpieza|pulizia|pulizie|impresa di pulizie|schoonmaak|schoonmaakbedrijf|limpeza
locksmith trades locksmith|locksmiths|Schlüsseldienst|Schlosser|serrurier|serrurerie|cerrajero|cerrajería|fabbro|slotenmaker|serralheiro|chaveiro
construction trades construction|builder|builders|building contractor|general contractor|building|remodeling|renovation|home builder|Bau|Bauunternehmen|Hochbau|Tiefbau|Renovierung|Sanierung|Baugewerbe|construction bâtiment|bâtiment|BTP|rénovation|maçonnerie|maçon|construcción|constructora|albañil|reformas|edilizia|costruzioni|impresa edile|ristrutturazione|ristrutturazioni|bouw|bouwbedrijf|aannemer|verbouwing|construção|construção civil|remodelação|obras|masonry|concrete
flooring trades flooring|floors|carpet|tile|tiling|tiles|Bodenleger|Fliesenleger|Fliesen|Parkett|carrelage|carreleur|revêtement de sol|suelos|azulejos|pavimenti|piastrelle|vloeren|tegels|pisos|azulejos
moving - moving|movers|removals|relocation|Umzug|Umzüge|Umzugsunternehmen|Spedition|déménagement|déménageur|mudanzas|traslochi|verhuizing|verhuisbedrijf|mudanças
pest trades pest control|exterminator|Schädlingsbekämpfung|désinsectisation|dératisation|control de plagas|disinfestazione|ongediertebestrijding|controle de pragas
pool trades pool|swimming pools|pool service|Schwimmbad|Poolbau|piscine|piscinas|piscine|zwembaden
solar trades solar|solar energy|photovoltaic|photovoltaics|Photovoltaik|Solartechnik|solaire|énergie solaire|energía solar|fotovoltaico|fotovoltaica|zonnepanelen|energia solar
windows trades windows doors|windows|doors|glazing|glazier|glass|Fenster|Fensterbau|Türen|Glaser|Glaserei|fenêtres|vitrier|ventanas|cristalería|finestre|infissi|serramenti|vetraio|ramen|kozijnen|glaszetter|janelas|vidraceiro
gastro - food|food and drink|food drink|food beverage|food dining|dining|gastronomy|restaurants bars|eat drink|Gastronomie|Essen und Trinken|alimentation|gastronomía|gastronomia|alimentación|comida|cibo|ristorazione|horeca|eten en drinken|alimentação|comida e bebida|Lebensmittel|eating out|eat|eat and drink|where to eat|mangiare e bere|mangiare|dove mangiare|bere|Essen|comer|comer y beber|où manger|manger|boire et manger|eten|uit eten|onde comer|hospitality|Gastgewerbe|hostelería|bares y restaurantes|hôtellerie restauration|hotels restaurants|horeca|food service
restaurant gastro restaurant|restaurants|dining|eatery|bistro|steakhouse|diner|Gaststätte|Gasthaus|Wirtshaus|Speiselokal|restauration|restaurante|restaurantes|ristorante|ristoranti|trattoria|restaurants|eetcafé|ristoranti e trattorie|osteria|taverna|brasserie|bistrot|tavern|Speisegaststätte|casa de comidas|mesón|comedor|trattorie|restaurantes y bares|pub food|churrascaria
cafe gastro cafe|café|coffee|coffee shop|coffee house|tea room|Kaffee|Kaffeehaus|Konditorei|salon de thé|cafetería|caffè|caffetteria|bar caffè|koffie|koffiebar|cafeteria|cafés
bakery gastro bakery|bakeries|baker|patisserie|pastry|cake|cakes|Bäckerei|Bäcker|Konditorei|Backwaren|boulangerie|boulanger|pâtisserie|panadería|pastelería|panificio|panetteria|pasticceria|bakkerij|bakker|banketbakker|padaria|pastelaria|confeitaria
pizza restaurant pizza|pizzeria|Pizzeria|pizzaria
bar gastro bar|bars|pub|pubs|nightclub|nightlife|lounge|brewery|Kneipe|Bar|Nachtclub|Brauerei|boîte de nuit|brasserie bar|discoteca|vida nocturna|cervecería|birreria|kroeg|café bar|cervejaria|bar noturno
catering gastro catering|caterer|caterers|Partyservice|traiteur|servicio de catering|traiteur catering|buffet
butcher gastro butcher|butchers|Metzger|Metzgerei|Fleischer|Fleischerei|boucherie|boucher|charcuterie|carnicería|macelleria|slager|slagerij|açougue|talho
hotel travel hotel|hotels|lodging|accommodation|motel|bed and breakfast|inn|guest house|hostel|resort|Unterkunft|Pension|Gästehaus|Ferienwohnung|hébergement|hôtel|hôtels|chambre d'hôtes|gîte|alojamiento|hostal|alloggio|albergo|alberghi|agriturismo|overnachting|hotels|accommodatie|alojamento|pousada|hotelaria|hôtellerie
travel - travel|tourism|travel agency|travel agent|tours|tour operator|vacation|leisure travel|Reisen|Tourismus|Reisebüro|voyage|voyages|tourisme|agence de voyages|viajes|turismo|agencia de viajes|viaggi|agenzia viaggi|reizen|reisbureau|toerisme|viagens|agência de viagens|travel and tourism
health - health|healthcare|medical|health care|health and medical|health wellness|clinic|hospital|Gesundheit|Medizin|Gesundheitswesen|Klinik|santé|médical|clinique|salud|medicina|sanidad|clínica|salute|sanità|medico|gezondheid|gezondheidszorg|zorg|saúde|médicos|doctors and health|wellbeing|well being|medical services|Gesundheit und Medizin|Gesundheit Pflege|bien être|santé bien être|salud y belleza|benessere|salute e benessere|gezondheid en welzijn|saúde e bem estar|saúde e fitness|health fitness
doctor health doctor|doctors|physician|physicians|general practitioner|medical practice|Arzt|Ärzte|Arztpraxis|Hausarzt|médecin|médecins|docteur|médico|médicos|doctor|medici|dottore|ambulatorio|huisarts|arts|artsen
dentist health dentist|dentists|dental|orthodontist|dental clinic|Zahnarzt|Zahnärzte|Zahnarztpraxis|Zahnmedizin|dentiste|dentistes|dentista|dentistas|odontología|clínica dental|studio dentistico|odontoiatra|tandarts|tandartsen|odontologia|dental surgeries|dental surgery|dental care|dental practice|cabinet dentaire|dentaire|clínica odontológica|odontólogo|odontoiatria|studio dentistico|tandheelkunde|clínica dentária|dentário
physio health physiotherapy|physiotherapist|physical therapy|Physiotherapie|Krankengymnastik|kinésithérapie|kinésithérapeute|fisioterapia|fisioterapeuta|fisioterapista|fysiotherapie|fysiotherapeut|chiropractor|osteopath|Osteopathie
pharmacy health pharmacy|pharmacies|drugstore|chemist|Apotheke|Apotheken|pharmacie|farmacia|apotheek|farmácia
optician health optician|opticians|optometrist|eyewear|glasses|Optiker|Augenoptiker|opticien|óptica|ottico|opticiens|ótica
vet pets vet|vets|veterinarian|veterinary|animal hospital|Tierarzt|Tierärzte|Tierarztpraxis|vétérinaire|veterinario|veterinaria|dierenarts|veterinário
pets - pets|pet|pet services|animals|pet store|pet supplies|pet grooming|dog training|Tiere|Haustiere|Tierbedarf|Hundeschule|animaux|animalerie|mascotas|animales|animali|animali domestici|dieren|huisdieren|animais|animais de estimação
beauty - beauty|beauty salon|spa|cosmetics|cosmetic|beauty wellness|nails|nail salon|Kosmetik|Schönheit|Kosmetikstudio|Nagelstudio|beauté|institut de beauté|esthétique|esthéticienne|belleza|estética|salón de belleza|bellezza|estetista|centro estetico|schoonheid|schoonheidssalon|beleza|salão de beleza|beauty and spas|makeup|personal care|Wellness
hair beauty hair|hairdresser|hair salon|barber|barbershop|hair stylist|hairdressers|Friseur|Friseursalon|Frisör|Friseure|Haare|coiffeur|coiffure|salon de coiffure|peluquería|peluquero|barbería|parrucchiere|parrucchieri|barbiere|kapper|kapsalon|cabeleireiro|cabeleireiros|barbearia
massage beauty massage|massages|massage therapy|Massage|Massagen|masaje|masajes|massaggi|massaggio|massagem
fitness sport fitness|gym|gyms|personal trainer|personal training|yoga|pilates|Fitnessstudio|Fitness|salle de sport|gimnasio|entrenador personal|palestra|palestre|sportschool|academia|ginásio|health clubs|fitness centre|fitness center|Sportstudio|centre de fitness|remise en forme|gimnasios|centro deportivo|centro fitness|palestra e fitness|fitnesscentrum|academias|academia de ginástica|musculação|fitness e saúde|desporto e fitness
sport - sport|sports|recreation|sports and recreation|outdoor|sporting goods|martial arts|Sport|Sportverein|Freizeit|sports loisirs|loisirs|deporte|deportes|sportivo|vrije tijd|esporte|esportes|desporto|fitness sports
legal professional lawyer|lawyers|attorney|attorneys|law firm|law|legal|legal services|solicitor|solicitors|notary|Rechtsanwalt|Rechtsanwälte|Anwalt|Anwälte|Kanzlei|Recht|Notar|avocat|avocats|juridique|notaire|abogado|abogados|bufete|derecho|avvocato|avvocati|studio legale|legale|notaio|advocaat|advocaten|juridisch|notaris|advogado|advogados|jurídico|lawyers and notaries|law firms|legal advice|Rechtsberatung|Recht und Steuern|juristes|droit|servicios legales|servicios jurídicos|despacho de abogados|despachos|asesoría jurídica|consulenza legale|studi legali|juridische diensten|rechtshulp|serviços jurídicos|escritório de advocacia
accounting professional accountant|accountants|accounting|accounting software|invoicing|bookkeeping|bookkeeper|tax|tax advisor|tax preparation|cpa|auditor|Steuerberater|Steuerberatung|Buchhaltung|Buchhalter|Wirtschaftsprüfer|comptable|comptabilité|expert-comptable|contable|contabilidad|asesoría fiscal|gestoría|commercialista|contabilità|boekhouder|boekhouding|accountancy|belastingadviseur|contador|contabilidade|contabilista
finance - finance|financial|financial services|bank|banking|loans|mortgage|mortgages|investment|investments|financial advisor|Finanzen|Finanzdienstleistungen|Finanzberatung|Bank|Kredite|finances|banque|crédit|finanzas|banca|préstamos|hipotecas|finanza|servizi finanziari|mutui|financiën|financieel|hypotheek|finanças|serviços financeiros|banco|fintech|finance insurance
insurance finance insurance|insurance agency|insurance broker|Versicherung|Versicherungen|Versicherungsmakler|assurance|assurances|seguros|seguro|assicurazione|assicurazioni|verzekering|verzekeringen|corretora de seguros
realestate - real estate|realtor|realtors|real estate agent|property|property management|estate agent|estate agents|Immobilien|Immobilienmakler|Makler|Hausverwaltung|immobilier|agence immobilière|agent immobilier|inmobiliaria|bienes raíces|inmobiliarias|immobiliare|agenzia immobiliare|agenzie immobiliari|vastgoed|makelaar|makelaars|imobiliária|imóveis|imobiliário
professional - professional services|business services|business|services|b2b|business to business|consulting services|Dienstleistungen|Dienstleistung|Dienstleister|Unternehmensdienstleistungen|services aux entreprises|services professionnels|servicios profesionales|servicios a empresas|negocios|servizi alle imprese|servizi professionali|servizi|zakelijke dienstverlening|zakelijke diensten|dienstverlening|diensten|serviços|serviços empresariais|serviços profissionais|negócios|business and professional services|Wirtschaft
consulting professional consulting|consultant|consultants|business consulting|management consulting|coaching|coach|Beratung|Unternehmensberatung|Berater|conseil|consultant|consultoría|asesoría|consulenza|consulente|advies|adviesbureau|consultoria|consultor
marketing professional marketing|advertising|digital marketing|seo|branding|public relations|pr|social media|advertising agency|marketing agency|advertising and marketing|Werbung|Werbeagentur|Marketingagentur|Onlinemarketing|publicité|communication|agence de communication|publicidad|mercadotecnia|agencia de publicidad|pubblicità|agenzia pubblicitaria|reclame|reclamebureau|publicidade|agência de publicidade|media marketing
design professional design|graphic design|designer|graphic designer|Grafik|Grafikdesign|Gestaltung|graphisme|graphiste|diseño|diseño gráfico|grafica|design grafico|vormgeving|grafisch ontwerp|design gráfico|creative
web it web design|web development|website design|web designer|website development|internet|web hosting|hosting|Webdesign|Internetagentur|Webentwicklung|création de sites|création site internet|diseño web|desarrollo web|realizzazione siti web|sviluppo web|webdesign|webontwikkeling|criação de sites|desenvolvimento web|internet services
it - it|it services|computers|computer|software|technology|information technology|computer services|computer repair|saas|tech|computers internet|technology software|Informationstechnik|EDV|IT-Dienstleistungen|Technik|Technologie|informatique|logiciel|technologie|informática|tecnología|informatica|tecnologia|computers en internet|automatisering|ICT|telecommunications|electronics
devtools it developer tools|dev tools|developers|devops|api
ai it ai|artificial intelligence|machine learning|ai tools
productivity it productivity|productivity tools|collaboration
photo - photography|photographer|photographers|photo studio|video production|videographer|Fotografie|Fotograf|Fotografen|Fotostudio|photographie|photographe|fotografía|fotógrafo|fotografia|fotografo|fotografo matrimonio|fotograaf|fotografie
events - events|event planning|event services|wedding|weddings|party|entertainment events|event planner|Veranstaltungen|Event|Hochzeit|Hochzeiten|événementiel|mariage|mariages|événements|eventos|bodas|fiestas|eventi|matrimoni|matrimonio|organizzazione eventi|evenementen|bruiloft|trouwen|casamentos|festas
entertainment - entertainment|arts|arts and entertainment|music|art|culture|theater|musician|dj|gallery|museum|Unterhaltung|Kunst|Musik|Kultur|Kunst und Kultur|divertissement|arts et culture|musique|culture|entretenimiento|arte|música|cultura|intrattenimento|musica|arte e cultura|entertainment kunst|muziek|cultuur|entretenimento|lazer e cultura
auto - automotive|auto|cars|car|vehicles|motor|transport vehicles|cars and vehicles|auto services|Auto|Kraftfahrzeuge|KFZ|Fahrzeuge|Auto und Verkehr|automobile|automobiles|voitures|véhicules|automoción|coches|automóviles|automotriz|vehículos|automobili|automotive|auto's|voertuigen|automotivo|automóvel|veículos|carros
autorepair auto auto repair|car repair|mechanic|garage|body shop|auto body|tires|tyres|auto service|Autowerkstatt|KFZ-Werkstatt|Werkstatt|Kfz-Reparatur|Autoreparatur|garagiste|réparation automobile|mécanicien|taller mecánico|taller|mecánico|talleres|reparación de automóviles|autofficina|officina|meccanico|carrozzeria|autogarage|garagebedrijf|oficina mecânica|mecânico|oficina
cardealer auto car dealer|auto dealer|used cars|car sales|dealership|car dealers|Autohaus|Autohändler|Gebrauchtwagen|concessionnaire|concesionario|compraventa de coches|concessionaria|autodealer|concessionária|stand de automóveis
taxi transport taxi|cab|limousine|limo|car service|Taxi|Taxis|Chauffeur|transfer|ncc
transport - transport|transportation|logistics|shipping|freight|trucking|courier|delivery|Logistik|Transport|Verkehr|Kurierdienst|transports|logistique|transporte|logística|mensajería|trasporti|logistica|corriere|vervoer|transport en logistiek|transportes|freight logistics
education - education|school|schools|training|learning|courses|tutoring|tutor|classes|university|college|language school|kindergarten|childcare|daycare|Bildung|Schule|Schulen|Ausbildung|Weiterbildung|Nachhilfe|Sprachschule|Unterricht|Kurse|éducation|école|formation|enseignement|cours|educación|escuela|formación|academia|clases|enseñanza|istruzione|scuola|formazione|corsi|onderwijs|school|opleiding|opleidingen|cursussen|educação|escola|formação|ensino|cursos
retail - retail|shopping|shop|shops|store|stores|ecommerce|e-commerce|online shop|shopping retail|Einzelhandel|Handel|Einkaufen|Geschäfte|Läden|Onlineshop|commerce|magasin|magasins|boutique|commerce de détail|tienda|tiendas|compras|comercio|negozio|negozi|commercio|vendita al dettaglio|winkel|winkels|winkelen|detailhandel|loja|lojas|varejo|comércio|commerce|commerces|stores and shopping|shops and retail|high street|Laden|Läden und Geschäfte|commerce de détail|boutiques|comercio|comercio minorista|tiendas|negozi|commercio|negozi e shopping|winkels|winkel|winkelen|detailhandel|comércio|lojas|varejo|vestuário
fashion retail fashion|clothing|clothes|apparel|shoes|jewelry|jewellery|accessories|boutique fashion|Mode|Bekleidung|Kleidung|Schuhe|Schmuck|Juwelier|vêtements|chaussures|bijoux|bijouterie|moda|ropa|calzado|joyería|abbigliamento|scarpe|gioielleria|kleding|schoenen|juwelier|roupas|vestuário|calçado|joalharia
florist retail florist|florists|flowers|flower shop|Blumen|Florist|Blumenladen|fleuriste|fleurs|floristería|flores|fiorista|fiori|fioraio|bloemist|bloemen|florista|floricultura|fleurs et plantes|plantes|plants|Pflanzen|Floristik|Gärtnerei Blumen|plantas|floristeria|piante|fiori e piante|bloemen|bloemen en planten|bloemenwinkel|floricultura|florista|maison et jardin|home and garden|Haus und Garten|casa e giardino|casa y jardín|huis en tuin|casa e jardim
furniture retail furniture|interior|interior design|home decor|decor|furnishings|Möbel|Einrichtung|Innenarchitektur|Raumausstattung|meubles|ameublement|décoration|architecte d'intérieur|muebles|decoración|interiorismo|mobili|arredamento|arredo|meubels|interieur|woninginrichting|móveis|mobiliário|decoração
books retail books|bookstore|bookshop|publishing|publisher|Bücher|Buchhandlung|Verlag|librairie|livres|édition|librería|libros|editorial|libreria|libri|editoria|boekhandel|boeken|uitgeverij|livraria|livros|editora
printing professional printing|printer|print shop|signs|Druckerei|Druck|imprimerie|imprenta|tipografia|stampa|drukkerij|drukwerk|gráfica|tipografia gráfica
security professional security|security services|alarm|surveillance|Sicherheit|Sicherheitsdienst|Alarmanlagen|sécurité|gardiennage|seguridad|vigilancia|sicurezza|vigilanza|beveiliging|segurança|vigilância
staffing professional staffing|recruitment|recruiting|employment|employment agency|human resources|hr|jobs|Personaldienstleistung|Zeitarbeit|Personalvermittlung|recrutement|intérim|emploi|recursos humanos|empleo|selección de personal|risorse umane|lavoro|agenzia per il lavoro|uitzendbureau|werving|recrutamento|emprego
architecture professional architect|architects|architecture|engineering|engineer|surveyor|Architekt|Architekten|Architektur|Ingenieur|Ingenieurbüro|Statiker|architecte|architectes|ingénierie|arquitecto|arquitectos|arquitectura|ingeniería|architetto|architetti|architettura|ingegneria|architect|architecten|ingenieursbureau|arquiteto|arquitetura|engenharia
industry - industry|manufacturing|industrial|factory|machinery|engineering manufacturing|metal|wholesale|Industrie|Produktion|Maschinenbau|Fertigung|Metallbau|Großhandel|fabrication|grossiste|industria|fabricación|manufactura|fábrica|mayorista|produzione|manifattura|fabbrica|ingrosso|industrie|productie|groothandel|indústria|fabricação|atacado
agriculture - agriculture|farming|farm|farms|agricultural|Landwirtschaft|Bauernhof|Hofladen|Agrar|agricultural services|ferme|agricultura|granja|agricoltura|azienda agricola|fattoria|landbouw|boerderij|fazenda
nonprofit - nonprofit|non profit|charity|organization|community|religious|church|association|associations|community organizations|Verein|Vereine|Gemeinnützig|Kirche|association|associations|église|ONG|asociación|iglesia|organización sin fines de lucro|associazione|associazioni|chiesa|no profit|vereniging|stichting|kerk|associação|igreja|government
care health senior care|home care|nursing|elderly care|nursing home|caregiver|Pflege|Pflegedienst|Altenpflege|Seniorenheim|soins à domicile|aide à domicile|maison de retraite|cuidado de ancianos|residencia de mayores|assistenza anziani|casa di riposo|thuiszorg|verpleging|cuidado de idosos|lar de idosos|cuidados
therapy health psychologist|psychotherapy|psychotherapist|therapist|counseling|counselor|mental health|naturopath|alternative medicine|acupuncture|Psychologe|Psychotherapie|Therapeut|Heilpraktiker|Naturheilkunde|psychologue|psychothérapeute|naturopathe|psicólogo|psicología|terapeuta|psicologo|psicologia|psicoterapia|psycholoog|psychotherapeut|acupunctuur
funeral - funeral|funeral home|undertaker|Bestattung|Bestatter|Bestattungen|pompes funèbres|funeraria|onoranze funebri|pompe funebri|uitvaart|uitvaartverzorging|funerária
laundry - laundry|dry cleaning|dry cleaner|laundromat|Wäscherei|Reinigung Textil|Schneiderei|tailor|alterations|pressing|blanchisserie|lavandería|tintorería|lavanderia|wasserij|stomerij|alfaiate
telecom it telecom|telecommunications|mobile phones|phone repair|Telekommunikation|Handyreparatur|télécommunications|telecomunicaciones|telefonía|telecomunicazioni|telefonia|telecommunicatie|telecomunicações
energy - energy|utilities|environment|waste|recycling|Energie|Umwelt|Entsorgung|énergie|environnement|recyclage|energía|medio ambiente|reciclaje|energia|ambiente|rifiuti|milieu|afval|ambiente e energia|reciclagem
bike retail bicycle|bicycles|bike|bike shop|cycling|Fahrrad|Fahrräder|Fahrradladen|vélo|vélos|cycles|bicicleta|bicicletas|biciclette|fiets|fietsen|fietsenmaker|fietsenwinkel|rijwielhandel|rijwielen|fietsreparatie|fietshandel|fietsen en vervoer|Fahrradhandel|Zweirad|Fahrradwerkstatt|bikes and cycling|bike repair|magasin de vélos|cycliste|ciclismo|tienda de bicicletas|negozio di biciclette|cicli|bicicletaria
wine gastro wine|winery|vineyard|wines|liquor|Wein|Weingut|Weinhandlung|vin|vins|vignoble|caviste|vino|vinos|bodega|vinería|vini|cantina|enoteca|wijn|wijnhandel|vinho|vinhos|vinícola
grocery gastro grocery|groceries|supermarket|deli|delicatessen|organic food|Supermarkt|Feinkost|Bioladen|épicerie|supermarché|supermercado|ultramarinos|alimentari|supermercato|gastronomia negozio|supermarkt|kruidenier|mercearia|mercado
";

struct Atlas {
    /// Parent of each concept.
    parents: Vec<Option<usize>>,
    /// Concepts by phrase of one word.
    words: HashMap<String, Vec<usize>>,
    /// Phrases of several words with their concepts, by first word.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Atlas {
    fn learn(&mut self, mut words: Vec<String>, concept: usize) {
        if words.len() == 1 {
            let known = self.words.entry(words.remove(0)).or_default();
            if !known.contains(&concept) {
                known.push(concept);
            }
        } else if let Some(first) = words.first().cloned() {
            self.phrases.entry(first).or_default().push((words, concept));
        }
    }
}

fn atlas() -> &'static Atlas {
    static ATLAS: OnceLock<Atlas> = OnceLock::new();
    ATLAS.get_or_init(|| {
        let lines: Vec<(&str, &str, &str)> = CONCEPTS
            .lines()
            .filter(|l| !l.is_empty())
            .filter_map(|l| {
                let mut parts = l.splitn(3, ' ');
                Some((parts.next()?, parts.next()?, parts.next()?))
            })
            .collect();
        let mut atlas = Atlas { parents: Vec::new(), words: HashMap::new(), phrases: HashMap::new() };
        for (at, (_, parent, phrases)) in lines.iter().enumerate() {
            atlas.parents.push(lines.iter().position(|(name, _, _)| name == parent));
            for phrase in phrases.split('|') {
                atlas.learn(content(&fold(phrase)), at);
                // Only umlauts are written in two ways.
                if phrase.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
                    atlas.learn(content(&fold_wide(phrase)), at);
                }
            }
        }
        atlas
    })
}

/// Words that say nothing about the trade.
const EMPTY: &[&str] = &[
    "and",
    "or",
    "the",
    "of",
    "for",
    "in",
    "a",
    "und",
    "oder",
    "der",
    "die",
    "das",
    "fur",
    "et",
    "de",
    "la",
    "le",
    "les",
    "des",
    "du",
    "y",
    "o",
    "e",
    "el",
    "los",
    "las",
    "en",
    "di",
    "da",
    "do",
    "dos",
    "del",
    "della",
    "per",
    "het",
    "van",
    "voor",
    "services",
    "service",
    "company",
    "companies",
    "business",
    "shop",
    "local",
    "general",
    "ltd",
    "inc",
    "llc",
    "gmbh",
];

fn content(text: &str) -> Vec<String> {
    let words = tokens(text);
    let kept: Vec<String> = words.iter().filter(|w| !EMPTY.contains(&w.as_str())).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

/// Concepts a text names. Each text names few.
fn concepts(words: &[String]) -> Vec<usize> {
    let atlas = atlas();
    let mut found: Vec<usize> = Vec::new();
    // Longer phrases first: "auto repair" is not "auto".
    let mut used = vec![false; words.len()];
    for start in 0..words.len() {
        for (phrase, at) in atlas.phrases.get(&words[start]).into_iter().flatten() {
            if words[start..].starts_with(phrase) {
                used[start..start + phrase.len()].fill(true);
                found.push(*at);
            }
        }
    }
    for (i, word) in words.iter().enumerate() {
        if used[i] {
            continue;
        }
        if let Some(list) = atlas.words.get(word) {
            found.extend(list);
        } else if let Some(list) = singulars(word).find_map(|s| atlas.words.get(&s)) {
            found.extend(list);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Words a list may use for the same trade, then for the groups it belongs to: what to look for where the options are not
/// known yet.
#[must_use]
pub fn words_for(text: &str) -> Vec<&'static str> {
    let atlas = atlas();
    let own = concepts(&content(&fold(text)));
    let parents: Vec<usize> = own.iter().filter_map(|c| atlas.parents[*c]).collect();
    let grandparents: Vec<usize> = parents.iter().filter_map(|c| atlas.parents[*c]).collect();
    let mut out: Vec<&'static str> = Vec::new();
    for concept in own.into_iter().chain(parents).chain(grandparents) {
        let line = CONCEPTS.lines().filter(|l| !l.is_empty()).nth(concept);
        for phrase in line.and_then(|l| l.splitn(3, ' ').nth(2)).into_iter().flat_map(|p| p.split('|')) {
            if !out.contains(&phrase) {
                out.push(phrase);
            }
        }
    }
    out
}

/// Endings of plurals in the seven languages, and what stands in the singular instead; the longer first.
const PLURALS: &[(&str, &str)] = &[
    ("ghi", "go"),
    ("chi", "co"),
    ("che", "ca"),
    ("eaux", "eau"),
    ("aux", "al"),
    ("oes", "ao"),
    ("ais", "al"),
    ("ies", "y"),
    ("es", ""),
    ("en", ""),
    ("er", ""),
    ("s", ""),
    ("n", ""),
    ("i", "o"),
    ("i", "io"),
    ("i", "e"),
    ("i", "a"),
    ("e", "a"),
    ("e", ""),
];

/// What the word may be in the singular: "idraulici" is "idraulico", "plumbers" is "plumber".
fn singulars(word: &str) -> impl Iterator<Item = String> {
    PLURALS.iter().filter_map(move |(plural, singular)| {
        let stem = word.strip_suffix(plural).filter(|s| s.len() >= 4)?;
        Some(format!("{stem}{singular}"))
    })
}

fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let shorter = a.len().min(b.len());
    // "plumber" and "plumbing", "roof" and "roofing", not "car" and "card", nor "communication" and "community".
    shorter >= 4
        && common >= shorter.max(4) - 2
        && common >= 4
        && a.len().abs_diff(b.len()) <= 4
        && common * 3 >= a.len().max(b.len()) * 2 - 4
}

/// How alike two texts are in meaning, 0 to 1: same words, same stems, same trade, trade and its group.
#[must_use]
pub fn similar(option: &str, wanted: &str) -> f32 {
    let (a, b) = (content(&fold(option)), content(&fold(wanted)));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let shared = b.iter().filter(|w| a.iter().any(|x| same_stem(x, w))).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of words")]
    let words = {
        let (shared, a, b) = (shared as f32, a.len() as f32, b.len() as f32);
        // All wanted words found is worth more than all option words used.
        if shared == 0.0 { 0.0 } else { 0.95 * (0.6 * shared / b + 0.4 * (shared / a).min(1.0)) }
    };
    let (ca, cb) = (concepts(&a), concepts(&b));
    let atlas = atlas();
    let parent_of = |c: &usize| atlas.parents[*c];
    let trade: f32 = if ca.iter().any(|c| cb.contains(c)) {
        // An option that names other trades as well is a little worse than one that names this alone.
        if ca.len() <= 1 { 0.92 } else { 0.86 }
    } else if cb.iter().filter_map(parent_of).any(|p| ca.contains(&p)) {
        0.68
    } else if cb.iter().filter_map(parent_of).filter_map(|p| atlas.parents[p]).any(|p| ca.contains(&p)) {
        0.55
    } else {
        0.0
    };
    // Words alone may deceive ("Car rental" for "Car wash") where both trades are known and differ.
    let words = if trade == 0.0 && !ca.is_empty() && !cb.is_empty() { words * 0.6 } else { words };
    trade.max(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_trade_is_known_across_languages() {
        for (option, wanted) in [
            ("Klempner", "Plumber"),
            ("Plumbing", "Plumber"),
            ("Fontanería", "plumber"),
            ("Restaurants", "Ristorante"),
            ("Cabeleireiro", "Hair Salon"),
            ("Zahnärzte", "Dentist"),
            ("Idraulici", "Plumber"),
            ("Parrucchieri", "Hair Salon"),
            ("Canalizadores", "Plumber"),
        ] {
            assert!(similar(option, wanted) >= 0.85, "{option} / {wanted}: {}", similar(option, wanted));
        }
    }

    #[test]
    fn a_group_is_good_enough_where_the_trade_is_missing_and_another_trade_is_not() {
        assert!((0.5..0.8).contains(&similar("Home Services", "Plumber")));
        assert!((0.5..0.8).contains(&similar("Food & Drink", "Bakery")));
        for (option, wanted) in [
            ("Electrician", "Plumber"),
            ("Travel", "Plumber"),
            ("Pets", "Law firm"),
            ("Community", "Communication agency"),
        ] {
            assert!(similar(option, wanted) < 0.5, "{option} / {wanted}: {}", similar(option, wanted));
        }
    }
}
