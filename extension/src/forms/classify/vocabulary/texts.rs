//! Descriptions, categories, keywords, links.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for what the business says about itself.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Description,
        whole: "biography, biographical info, biographical information, full profile, company story, our story, story, the whole story, longer story, longer text, longer description, full write-up, write-up, main text, listing text, text presentation, portrait, Firmenporträt, Porträt, Firmenportrait, Darstellung, Vorstellung, Unternehmensporträt, Selbstdarstellung, ausführliche Beschreibung, vollständige Beschreibung, texte de présentation, texte, présentation complète, descriptif complet, descripción detallada, descripción completa, texto, scheda completa, scheda, testo, descrizione completa, descrizione dettagliata, bedrijfsprofiel, tekst, uitgebreide omschrijving, volledige beschrijving, descrição completa, descrição detalhada, texto, opis, beskrivning, beskrivelse, om företaget, presentation of your company, what you do, what we do, about practice, about organisation, about organization, about your organisation, company information,
               description, about, about us, about business, about company, details, full description, long description, profile, company profile, business profile, overview, introduction, bio, body, content, presentation, tell us about your business, describe your business, about you, more information, business information, what do you do
                Beschreibung, Firmenbeschreibung, Unternehmensbeschreibung, Über uns, Profil, Firmenprofil, Langbeschreibung, Beschreibungstext, Leistungsbeschreibung, Unternehmensprofil, Text, Portrait, Inhalt
                description, présentation, à propos, description de l'activité, description complète, activité
                descripción, acerca de, sobre la empresa, presentación, sobre nosotros, descripción larga
                descrizione, presentazione, chi siamo, descrizione attività, profilo aziendale, descrizione estesa
                beschrijving, omschrijving, over ons, bedrijfsomschrijving, bedrijfsprofiel, bedrijfsbeschrijving
                descrição, sobre, apresentação, sobre a empresa, sobre nós",
        part: "presenta, presentate, presenten, stellt euch,
               full profile, profile web, company story, what you do, what it does, what does it do, what does company do, what does business do, tell readers, tell visitors, tell customers, tell people, tell us, tell more, say few words, say something, few words about, words about, more about, about practice, about organisation, about organization, about place, about shop, about service, about product, about project, about store, about site, about website, about yourself, what makes, sets apart, what sets, describes your business, write about, details about, introduce your, full story, whole story, longer story, longer version, full write,
               Firmenporträt, Firmenportrait, Porträt, Selbstdarstellung, über Unternehmen, über Firma, über Betrieb, über Praxis, über das Angebot, stellen Sie, stell dich, was machen Sie, was bieten Sie, was zeichnet, erzählen, Vorstellungstext, Darstellung, Tätigkeitsbeschreibung,
               texte présentation, parlez, racontez, que faites, qui êtes, quelle est votre activité, description activité, en savoir plus, votre activité en détail, propos,
               descripción empresa, descripción negocio, cuéntenos, cuente, háblenos, qué hace, quiénes son, a qué se dedica empresa, presente su,
               descrivete, raccontate, racconta, parlateci, di cosa vi occupate, cosa fate, scheda completa, presentate,
               over bedrijf, over zaak, over onderneming, over uw bedrijf, over organisatie, wat doet, wat doen jullie, meer over, stel uw,
               fale, conte, o que faz empresa, quem somos, apresente, descreva,
               description, describe, about business, about company, about your business, about your company, about us, full description, long description, detailed description, company profile, business profile, company description, business description, company overview, business overview, product description, service description, site description, listing content, listing description, long desc, desc
               *beschreibung, Beschreibung*, beschreiben, Über uns, Firmenprofil, Unternehmensprofil, Beschreibungstext
               présentation, présentez, décrivez, parlez nous, dites nous, cuéntanos, cuéntenos, háblanos, raccontaci, raccontateci, parlaci, erzählen Sie, vertel, vertel iets, fale sobre, conte nos, tell us more, tell us about, makes special, makes it special, makes you special, makes unique, makes it unique, makes you unique, what you do, what you offer, what do you offer, à propos, descriptif, descripción, describa, describe, presentación, descrizione, descrivi, presentazione, chi siamo, chi siete, beschrijving, omschrijving, *omschrijving, *beschrijving, beschrijf, over ons, descrição, descreva, apresentação",
        weak: "message, additional information, notes, information",
        never: "special offer, offers, job description, category description, price list, closed,
               short, brief, Kurz*, courte, brève, corta, breve, korte, curta, meta, image, photo, picture, video, seo, summary, title, tagline, excerpt, resumen, sintetica, describes",
    },
    Entry {
        meaning: Meaning::ShortDescription,
        whole: "one-line summary, one-sentence summary, one sentence, one line, short profile, short intro, blurb, in brief, in a nutshell, quick description, mini description, Kurzporträt, Kurzportrait, Kurzangabe, Kurzvorstellung, Anreißer, kurz und knapp, présentation courte, en bref, en résumé, phrase de présentation, petit descriptif, descriptif court, reseña breve, reseña, texto breve, texto corto, breve reseña, presentación breve, in breve, breve presentazione, cosa offre in breve, testo breve, korte tekst, in het kort, korte introductie, introductie, breve apresentação, texto curto, em resumo, breve texto,
               short description, brief description, excerpt, summary, abstract, teaser, intro, short summary, meta description, snippet, short bio, in short, brief, short text, one line description, elevator pitch, short pitch, in one sentence, in a sentence, sum it up, sum it up in a sentence
                Kurzbeschreibung, Kurztext, Kurzprofil, Zusammenfassung, Kurzinfo, kurze Beschreibung, Kurzvorstellung, Einleitung, Teaser
                description courte, résumé, brève description, courte description, extrait
                descripción corta, descripción breve, resumen, breve descripción, extracto
                descrizione breve, breve descrizione, riassunto, descrizione sintetica, sommario, estratto
                korte beschrijving, korte omschrijving, samenvatting, uittreksel
                descrição curta, breve descrição, resumo, descrição breve",
        part: "summary, search results, one line, one-line summary, one sentence, single sentence, one phrase, blurb, nutshell, short profile, short text, brief text, brief profile, quick summary,
               Kurzporträt, Kurzportrait, einem Satz, kurze Vorstellung, kurzer Text,
               une phrase, présentation courte, petite description, descriptif court, présentation brève,
               una frase, reseña breve, reseña, texto breve, presentación breve,
               una frase, in breve, breve presentazione, breve testo,
               één zin, een zin, korte tekst, kort, korte presentatie
               uma frase, breve apresentação, texto curto,
               short description, brief description, short desc, brief desc, excerpt, description short, short summary, brief summary, shortdescription, short text, meta description, one sentence, sentence, words fewer, words less, words at most, people know, readers know, listing excerpt, brief overview, brief introduction, short intro, short bio, short about
               Kurzbeschreibung, Kurztext, kurze Beschreibung, Kurzvorstellung, Kurzprofil, Kurzinfo
               description courte, courte description, brève description, description brève, résumé
               descripción corta, descripción breve, breve descripción, corta descripción, resumen
               descrizione breve, breve descrizione, descrizione sintetica, descrizione corta
               korte beschrijving, korte omschrijving, samenvatting
               descrição curta, breve descrição, descrição breve, descrição resumida",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Tagline,
        whole: "company slogan, business slogan, punchline, one-liner, one liner, your one-liner, accroche, accroche commerciale, frase publicitaria, frase comercial, lema comercial, slogan aziendale, leus, motto bedrijf, bordão, frase de efeito, hasło, phrase d'accroche, catch phrase,
               tagline, slogan, motto, headline, catchphrase, subtitle, strapline, catch line, claim, Slogan, Motto, Leitspruch, Claim, Untertitel, lema, eslogan, subtítulo, motto aziendale, sottotitolo, slagzin, ondertitel, tag line, one line pitch",
        part: "tagline, slogan, strapline, one liner, oneliner, catchphrase, company motto, business motto, Firmenslogan, Leitspruch, Werbespruch, phrase accroche, eslogan, slagzin, listing tagline, subtitle, Untertitel, sottotitolo, subtítulo, ondertitel",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Category,
        whole: "specialism, Spezialgebiet, specializzazione, specialisme, sectors, primary topic, main topic, where does it belong, trades, kind of business, nature of business, market, markets, theme, primary service, main service, type of organisation, type of organization, type of company, type of place, type of practice, type of shop, type of store, type of venue, type of establishment, area of business, business area, directory section, directory category, heading, profession, occupation category, vertical, company category, service category, listing section,
                Themenbereich, Themengebiet, Thema, Bereich, Branchenzugehörigkeit, Gewerbezweig, Fachrichtung, Fachbereich, Tätigkeit, Tätigkeitsschwerpunkt, Art des Betriebs, Art des Unternehmens, Betriebsart, Berufsgruppe, Beruf, Sparte, Geschäftsbereich, Unternehmensart,
                thématique, thème, type de commerce, type d'établissement, type de structure, type d'entreprise, nature de l'activité, profession, branche, catégorie d'entreprise, corps de métier, domaine, univers,
                tipo de establecimiento, tipo de empresa, tipo de comercio, tipo de local, tipo de actividad, actividad principal, actividad económica, temática, tema, profesión, sección, categoría principal, rama,
                tipo di locale, tipo di attività, tipo di esercizio, tipologia di attività, tipo di azienda, genere, tema, argomento, professione, mestiere, ramo, settore merceologico, categoria merceologica, sezione,
                soort zaak, soort onderneming, soort winkel, soort organisatie, type bedrijf, type onderneming, thema, vakgebied, beroep, bedrijfssector, hoofdcategorie, activiteiten,
                tipo de estabelecimento, tipo de empresa, área de negócio, atividade principal, atividade económica, atividade econômica, tema, seção, secção, profissão, categoria principal, kategoria, branża, kategori, bransch, branche,
               category, categories, business category, industry, sector, trade, business type, type of business, line of business, main category, primary category, field of activity, branch, section, classification, listing category, niche, topic, industries
                Kategorie, Kategorien, Branche, Branchen, Rubrik, Rubriken, Gewerbe, Hauptkategorie, Tätigkeitsbereich, Geschäftsfeld, Gewerk, Branchenkategorie, Wirtschaftszweig
                catégorie, catégories, secteur, secteur d'activité, rubrique, domaine d'activité, activité principale, métier, type d'activité
                categoría, categorías, sector, rubro, actividad, tipo de negocio, giro, ramo
                categoria, categorie, settore, tipologia, settore di attività, ramo di attività, tipo di attività
                categorie, categorieën, branche, sector, rubriek, bedrijfstak, soort bedrijf
                categoria, categorias, setor, ramo, ramo de atividade, segmento, área de atividade",
        part: "activité exercée, activité pratiquée, ausgeübte Tätigkeit, actividad que desarrolla, attività svolta, attività esercitata, uitgeoefende activiteit, atividade exercida,
               kind business, sort business, kind company, heading it belongs, pick heading, belongs under, section it belongs, pick category, pick section,
               kind service, kind company, kind organisation, kind organization, kind place, sort business, which group, fits best, best fits, best describes, kind of business, nature of business, what kind, what type, type organisation, type organization, type company, type place, type practice, type shop, type store, type venue, type establishment, type service, primary service, main service, which section, section fits, which category, which heading, heading belongs, directory section, best describes your business, market segment, area of business, business activity, main activity,
               Themenbereich, Themengebiet, Branchenzugehörigkeit, Gewerbezweig, Fachrichtung, Tätigkeitsschwerpunkt, Art Betriebs, Art Unternehmens, Betriebsart, welche Branche, welche Kategorie, welcher Bereich, Haupttätigkeit,
               thématique, type commerce, type structure, type entreprise, nature activité, quelle catégorie, quel secteur, activité principale, catégorie entreprise, de quoi s agit,
               tipo establecimiento, tipo comercio, tipo local, tipo actividad, actividad principal, actividad económica, qué se dedica, qué tipo, qué categoría,
               tipo locale, tipo esercizio, tipologia, tipo azienda, che tipo, quale categoria, di cosa si tratta, categoria merceologica,
               soort zaak, soort onderneming, soort winkel, soort bedrijf, type bedrijf, welke branche, welke categorie, hoofdactiviteit,
               tipo estabelecimento, tipo empresa, área negócio, atividade principal, que tipo, qual categoria, ramo negócio,
               category, categories, business category, industry, business type, type business, line business, business sector, main category, primary category, company category, field activity, catid, category id, cat id, listing category, industry sector, industry type, company type
               Kategorie, Kategorien, Branche, Branchen, Rubrik, Hauptkategorie, Tätigkeitsbereich, Geschäftsfeld, Tätigkeitsfeld, Branchenzuordnung
               catégorie, catégories, secteur activité, domaine activité, rubrique, type établissement
               categoría, categorías, sector actividad, tipo negocio, rubro, tipo empresa
               categoria, categorie, settore attività, settore merceologico, tipo attività
               categorieën, bedrijfstak, rubriek
               categoria, categorias, ramo atividade, setor atividade, tipo negócio",
        weak: "type, listing type, Art, services, specialties, tipo, activity, activité, actividad, attività, activiteit, atividade, categorized",
        never: "subcategory, sub category, Unterkategorie, sous catégorie, subcategoría, sottocategoria, subcategorie, subcategoria, secondary, second, additional, zweite, price category, event, file, type email, image, content type, search, account type",
    },
    Entry {
        meaning: Meaning::Subcategory,
        whole: "special interest, areas of special interest, cuisine, cuisine type, type of cuisine, Küche, Küchenstil, spécialité, spécialités, type de cuisine, especialidad, especialidades, tipo de cocina, cocina, specialità, tipo di cucina, cucina, specialisatie, keuken, type keuken, especialidade, especialidades, tipo de cozinha, category 2 optional,
               subcategory, sub category, subcategories, sub categories, secondary category, additional category, additional categories, other categories, second category, Unterkategorie, Unterkategorien, Nebenkategorie, weitere Kategorie, weitere Kategorien, zweite Kategorie, Unterrubrik, sous-catégorie, sous catégorie, sous-catégories, subcategoría, subcategorías, segunda categoría, sottocategoria, categoria secondaria, subcategorie, subcategorieën, subcategoria, subcategorias, speciality, specialty, specialisation, specialization, Spezialisierung, Fachgebiet, category 2",
        part: "special interest, type cuisine, cuisine type, type cuisine, tipo cocina, tipo cucina, tipo cozinha, especialidad, spécialité, specialisatie,
               subcategory, sub category, sub categories, subcategories, subcat, secondary category, second category, additional categories, additional category, Unterkategorie, Unterkategorien, Unterrubrik, weitere Kategorie*, zweite Kategorie, sous catégorie, sous catégories, subcategoría*, sottocategoria, sottocategorie, subcategorie, subcategoria, category 2",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Keywords,
        whole: "meta keys, metakeys, tag list, taglist, topics, main services, list of services, services provided, our services, service list, index terms, keywords for index, tag keywords, product range, products or services, goods and services, search keywords for your listing, Leistungsspektrum, Leistungsangebot, Angebote und Leistungen, Sortiment, Produktpalette, Leistungen und Produkte, Suchworte, services offerts, produits offerts, produits et services offerts, nos services, nos prestations, produits, servicios que ofrece, productos, productos o servicios, servicios y productos, prestazioni, servizi e prodotti, prodotti, prodotti o servizi, producten, aangeboden diensten, dienstverlening en producten, serviços prestados, produtos, produtos ou serviços, słowa kluczowe, nyckelord, nøgleord,
               keywords, tags, tag, keyword, search terms, services, services offered, products and services, products, specialties, key words, listing tags, service, features
                Schlagworte, Schlagwörter, Stichworte, Stichwörter, Suchbegriffe, Schlüsselwörter, Keywords, Leistungen, Dienstleistungen, Produkte und Dienstleistungen, Angebot, Produkte, Schwerpunkte, Tags
                mots-clés, mots clés, mots clefs, étiquettes, services, prestations, services proposés, produits et services
                palabras clave, etiquetas, servicios, productos y servicios, servicios ofrecidos
                parole chiave, etichette, servizi, prodotti e servizi, servizi offerti, tag
                trefwoorden, zoekwoorden, sleutelwoorden, diensten, labels, producten en diensten
                palavras-chave, palavras chave, etiquetas, serviços, produtos e serviços, marcadores",
        part: "bieten wir, wir bieten, was bieten wir, unser Angebot, unsere Leistungen, nous proposons, ofrecemos, offriamo, wij bieden, oferecemos, we offer,
               main services, list services, service list, tag keywords, index terms, products or services, product range, goods and services, services you offer, what services, which services, Leistungsspektrum, Leistungsangebot, Sortiment, Produktpalette, Suchworte, services offerts, produits offerts, produits services, servicios que ofrece, qué servicios, productos servicios, prestazioni, servizi prodotti, prodotti servizi, welke diensten, producten diensten, serviços prestados, quais serviços, produtos serviços,
               keywords, keyword, tags, search terms, services offered, services you offer, services you provide, services provided, products services, our services, product services, list services, key words, meta keywords
               Schlagwort*, Schlagwörter, Stichwort*, Stichwörter, Suchbegriff*, Suchwörter, Schlüsselwörter, Schlüsselbegriffe, angebotene Leistungen, Dienstleistungen
               mots clés, mots clefs, étiquettes, services proposés, prestations
               palabras clave, palabras claves, etiquetas, servicios ofrecidos, servicios
               parole chiave, etichette, servizi offerti
               trefwoorden, zoekwoorden, sleutelwoorden, aangeboden diensten, zoektermen
               palavras chave, etiquetas, serviços oferecidos, marcadores",
        weak: "",
        never: "customer service, service area, terms service, search keyword, search keywords, search for, conditions, address, phone, company name, business name, service name, description, search tags",
    },
    Entry {
        meaning: Meaning::Website,
        whole: "página, web link, weblink, live url, url of the site, address url, web page if any, business homepage, company site, online address, site address url, url address, url of your site, web presence, internet address, link to your website, homepage url, site link,
                Adresse der Seite, Seitenadresse, Link zur Webseite, Link zur Website, Link zur Seite, URL der Seite, URL der Webseite, Internet-Adresse, Webpräsenz, Web-Seite, Onlineauftritt, Netzadresse,
                adresse url, adresse internet, adresse du site web, lien vers le site, lien du site, lien internet, url site web, votre site, site de l'entreprise,
                dirección url, url sitio web, sitio en internet, web de la empresa, enlace web, enlace a la web, dirección del sitio, tu web, dirección de internet,
                indirizzo url, url sito, link al sito, link sito, pagina internet, indirizzo internet, sito aziendale, sito dell'azienda,
                adres website, url website, link naar website, website-adres, internetsite, webpagina adres, internetpagina,
                endereço url, sítio na internet, sítio internet, site da empresa, url do website, endereço na internet, página na internet, página da internet, hjemmeside, hemsida, webbplats, strona www, strona internetowa,
               website, url, web, web address, website url, homepage, site, link, website address, site url, domain, domain name, www, web page, webpage, internet, website link, web url, company website, business website, company url, company domain, company domain name, http, your website, your site
                Webseite, Website, Internetseite, Homepage, Internetadresse, Internet, Webadresse, Web-Adresse, Webauftritt, Firmenwebsite, Firmenhomepage, Seiten-URL
                site, site web, site internet, adresse du site, adresse web, lien, url du site, page web
                web, sitio web, página web, sitio, enlace, url del sitio, página de internet, dirección web
                sito, sito web, sito internet, indirizzo web, indirizzo sito, pagina web
                website, webadres, site, internetadres, webpagina, bedrijfswebsite
                site, website, página web, endereço do site, url do site, sítio, link do site",
        part: "website social page, website social, website facebook, web page, webpage, web site address, website blog,
               web address, web presence, business homepage, site address, link to your site, link your website, url of your, does it have a website, have website, internet address,
               Adresse Seite, Adresse Webseite, Seitenadresse, Link Webseite, Link Website, Link Seite, URL Webseite, Webpräsenz,
               adresse url, adresse internet, lien vers site, lien site, lien web, url entreprise, votre site,
               dirección url, dirección sitio, enlace web, sitio internet, web empresa, web negocio,
               link sito, indirizzo url, sito azienda, pagina internet, sito attività,
               adres website, link website, url website,
               endereço url, sítio internet, site negócio, link site, página internet,
               website, website url, web address, homepage, site url, url site, web site, company url, business url, website link, link website, site link, site address, page url, listing url, company website, business website, domain name, weburl, websiteurl, webaddress, homepageurl, official site, official website, project url, product url, tool url, app url, link project, link product
               Webseite, Internetseite, Internetadresse, Webadresse, Internetauftritt, Webauftritt, Firmenwebsite, Firmenhomepage, Homepage*
               site web, site internet, adresse site, url site, adresse web, sitio web, página web, url web, dirección web, sito web, sito internet, url sito, indirizzo web, indirizzo sito, webadres, internetadres, bedrijfswebsite, site empresa, endereço web, url página, pagina web",
        weak: "",
        never: "link text, description, link type, url type, site map, sitemap, category, menu, event, language, Menü, carta, carte,
               facebook, twitter, instagram, linkedin, youtube, pinterest, tiktok, xing, yelp, github, whatsapp, telegram, social, title, Titel, name, titre, título, titolo, titel, reciprocal, recip, recpr, back link, backlink, link back, logo, image, photo, video, booking, reservation, feed, rss, privacy, anchor, email, platform, traffic, visitors, google maps, affiliate, referral, deep, blog, feature, redirect, referer, referrer, page title, html code, avatar, slug, return, callback, 2, 3, 4, 5, linkback, profile, vimeo, ticket, demo, canonical",
    },
];
