//! Descriptions, categories, keywords, links.

use super::super::super::field::Meaning;
use super::Entry;

/// Words for what the business says about itself.
pub const TABLE: &[Entry] = &[
    Entry {
        meaning: Meaning::Description,
        whole: "description, about, about us, about business, about company, details, full description, long description, profile, company profile, business profile, overview, introduction, bio, body, content, presentation, tell us about your business, describe your business, about you, more information, business information, what do you do, biography, biographical info, biographical information
                Beschreibung, Firmenbeschreibung, Unternehmensbeschreibung, Über uns, Profil, Firmenprofil, Langbeschreibung, Beschreibungstext, Leistungsbeschreibung, Unternehmensprofil, Text, Portrait, Inhalt
                description, présentation, à propos, description de l'activité, description complète, activité
                descripción, acerca de, sobre la empresa, presentación, sobre nosotros, descripción larga
                descrizione, presentazione, chi siamo, descrizione attività, profilo aziendale, descrizione estesa
                beschrijving, omschrijving, over ons, bedrijfsomschrijving, bedrijfsprofiel, bedrijfsbeschrijving
                descrição, sobre, apresentação, sobre a empresa, sobre nós",
        part: "description, describe, about business, about company, about your business, about your company, about us, full description, long description, detailed description, company profile, business profile, company description, business description, company overview, business overview, product description, service description, site description, listing content, listing description, long desc, desc
               *beschreibung, Beschreibung*, beschreiben, Über uns, Firmenprofil, Unternehmensprofil, Beschreibungstext
               présentation, présentez, décrivez, parlez nous, dites nous, cuéntanos, cuéntenos, háblanos, raccontaci, raccontateci, parlaci, erzählen Sie, vertel, vertel iets, fale sobre, conte nos, tell us more, tell us about, makes special, makes it special, makes you special, makes unique, makes it unique, makes you unique, what you do, what you offer, what do you offer, à propos, descriptif, descripción, describa, describe, presentación, descrizione, descrivi, presentazione, chi siamo, beschrijving, omschrijving, *omschrijving, *beschrijving, beschrijf, over ons, descrição, descreva, apresentação",
        weak: "message, additional information, notes, information",
        never: "short, brief, Kurz*, courte, brève, corta, breve, korte, curta, meta, image, photo, picture, video, job, seo, summary, title, price, address, category, offer, tagline, excerpt, resumen, sintetica, describes",
    },
    Entry {
        meaning: Meaning::ShortDescription,
        whole: "short description, brief description, excerpt, summary, abstract, teaser, intro, short summary, meta description, snippet, short bio, in short, brief, short text, one line description, one-liner, elevator pitch
                Kurzbeschreibung, Kurztext, Kurzprofil, Zusammenfassung, Kurzinfo, kurze Beschreibung, Kurzvorstellung, Einleitung, Teaser
                description courte, résumé, brève description, courte description, accroche, extrait
                descripción corta, descripción breve, resumen, breve descripción, extracto
                descrizione breve, breve descrizione, riassunto, descrizione sintetica, sommario, estratto
                korte beschrijving, korte omschrijving, samenvatting, uittreksel
                descrição curta, breve descrição, resumo, descrição breve",
        part: "short description, brief description, short desc, brief desc, excerpt, description short, short summary, brief summary, shortdescription, short text, meta description, one sentence, one liner, listing excerpt, brief overview, brief introduction, short intro, short bio, short about
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
        whole: "tagline, slogan, motto, headline, catchphrase, subtitle, strapline, catch line, claim, Slogan, Motto, Leitspruch, Claim, Untertitel, lema, eslogan, subtítulo, motto aziendale, sottotitolo, slagzin, ondertitel, tag line, one line pitch",
        part: "tagline, slogan, strapline, catchphrase, company motto, business motto, Firmenslogan, Leitspruch, Werbespruch, phrase accroche, eslogan, slagzin, listing tagline, subtitle, Untertitel, sottotitolo, subtítulo, ondertitel",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Category,
        whole: "category, categories, business category, industry, sector, trade, business type, type of business, line of business, main category, primary category, field of activity, branch, section, classification, listing category, niche, topic, industries
                Kategorie, Kategorien, Branche, Branchen, Rubrik, Rubriken, Gewerbe, Hauptkategorie, Tätigkeitsbereich, Geschäftsfeld, Gewerk, Branchenkategorie, Wirtschaftszweig
                catégorie, catégories, secteur, secteur d'activité, rubrique, domaine d'activité, activité principale, métier, type d'activité
                categoría, categorías, sector, rubro, actividad, tipo de negocio, giro, ramo
                categoria, categorie, settore, tipologia, settore di attività, ramo di attività, tipo di attività
                categorie, categorieën, branche, sector, rubriek, bedrijfstak, soort bedrijf
                categoria, categorias, setor, ramo, ramo de atividade, segmento, área de atividade",
        part: "category, categories, business category, industry, business type, type business, line business, business sector, main category, primary category, company category, field activity, catid, category id, cat id, listing category, industry sector, industry type, company type, kind business, sort business, kind company
               Kategorie, Kategorien, Branche, Branchen, Rubrik, Hauptkategorie, Tätigkeitsbereich, Geschäftsfeld, Tätigkeitsfeld, Branchenzuordnung
               catégorie, catégories, secteur activité, domaine activité, rubrique, type établissement
               categoría, categorías, sector actividad, tipo negocio, rubro, tipo empresa
               categoria, categorie, settore attività, settore merceologico, tipo attività
               categorieën, bedrijfstak, rubriek
               categoria, categorias, ramo atividade, setor atividade, tipo negócio",
        weak: "type, listing type, Art, services, specialties, tipo, activity, activité, actividad, attività, activiteit, atividade, categorized",
        never: "subcategory, sub category, Unterkategorie, sous catégorie, sub-category, subcategoría, sottocategoria, subcategorie, subcategoria, secondary, second, additional, zweite, price category, event, file, type email, image, content type, search, account type",
    },
    Entry {
        meaning: Meaning::Subcategory,
        whole: "subcategory, sub category, subcategories, sub categories, secondary category, additional category, additional categories, other categories, second category, Unterkategorie, Unterkategorien, Nebenkategorie, weitere Kategorie, weitere Kategorien, zweite Kategorie, Unterrubrik, sous-catégorie, sous catégorie, sous-catégories, subcategoría, subcategorías, segunda categoría, sottocategoria, categoria secondaria, subcategorie, subcategorieën, subcategoria, subcategorias, speciality, specialty, specialisation, specialization, Spezialisierung, Fachgebiet, category 2",
        part: "subcategory, sub category, sub categories, subcategories, subcat, secondary category, second category, additional categories, additional category, Unterkategorie, Unterkategorien, Unterrubrik, weitere Kategorie*, zweite Kategorie, sous catégorie, sous catégories, subcategoría*, sottocategoria, sottocategorie, subcategorie, subcategoria, category 2",
        weak: "",
        never: "",
    },
    Entry {
        meaning: Meaning::Keywords,
        whole: "keywords, tags, tag, keyword, search terms, services, services offered, products and services, products, specialties, key words, listing tags, service, features
                Schlagworte, Schlagwörter, Stichworte, Stichwörter, Suchbegriffe, Schlüsselwörter, Keywords, Leistungen, Dienstleistungen, Produkte und Dienstleistungen, Angebot, Produkte, Schwerpunkte, Tags
                mots-clés, mots clés, mots clefs, étiquettes, services, prestations, services proposés, produits et services
                palabras clave, etiquetas, servicios, productos y servicios, servicios ofrecidos
                parole chiave, etichette, servizi, prodotti e servizi, servizi offerti, tag
                trefwoorden, zoekwoorden, sleutelwoorden, diensten, labels, producten en diensten
                palavras-chave, palavras chave, etiquetas, serviços, produtos e serviços, marcadores",
        part: "keywords, keyword, tags, search terms, services offered, services you offer, services you provide, services provided, products services, our services, product services, list services, key words, meta keywords
               Schlagwort*, Schlagwörter, Stichwort*, Stichwörter, Suchbegriff*, Suchwörter, Schlüsselwörter, Schlüsselbegriffe, angebotene Leistungen, Dienstleistungen
               mots clés, mots clefs, étiquettes, services proposés, prestations
               palabras clave, palabras claves, etiquetas, servicios ofrecidos, servicios
               parole chiave, etichette, servizi offerti
               trefwoorden, zoekwoorden, sleutelwoorden, aangeboden diensten, zoektermen
               palavras chave, etiquetas, serviços oferecidos, marcadores",
        weak: "",
        never: "customer service, service area, terms service, search keyword, search keywords, search for, conditions, hours, address, phone, company name, business name, service name, description, price, search tags, html",
    },
    Entry {
        meaning: Meaning::Website,
        whole: "website, url, web, web address, website url, homepage, site, link, website address, site url, domain, domain name, www, web page, webpage, internet, website link, web url, company website, business website, company url, http, your website, your site
                Webseite, Website, Internetseite, Homepage, Internetadresse, Internet, Webadresse, Web-Adresse, Webauftritt, Firmenwebsite, Firmenhomepage, Seiten-URL
                site, site web, site internet, adresse du site, adresse web, lien, url du site, page web
                web, sitio web, página web, sitio, enlace, url del sitio, página de internet, dirección web
                sito, sito web, sito internet, indirizzo web, indirizzo sito, pagina web
                website, webadres, site, internetadres, webpagina, bedrijfswebsite
                site, website, página web, endereço do site, url do site, sítio, link do site",
        part: "website, website url, web address, homepage, site url, url site, web site, company url, business url, website link, link website, site link, site address, page url, listing url, company website, business website, domain name, weburl, websiteurl, webaddress, homepageurl, official site, official website, project url, product url, tool url, app url, link project, link product
               Webseite, Internetseite, Internetadresse, Webadresse, Internetauftritt, Webauftritt, Firmenwebsite, Firmenhomepage, Homepage*
               site web, site internet, adresse site, url site, adresse web, sitio web, página web, url web, dirección web, sito web, sito internet, url sito, indirizzo web, indirizzo sito, webadres, internetadres, bedrijfswebsite, site empresa, endereço web, url página, pagina web",
        weak: "",
        never: "facebook, twitter, instagram, linkedin, youtube, pinterest, tiktok, xing, yelp, github, whatsapp, telegram, social, title, Titel, name, titre, título, titolo, titel, description, reciprocal, recip, recpr, back link, backlink, link back, logo, image, photo, video, menu, booking, reservation, feed, rss, privacy, text, anchor, email, language, platform, type, traffic, visitors, category, google maps, map, affiliate, referral, deep, blog, feature, redirect, referer, referrer, page title, html code, avatar, slug, return, callback, 2, 3, 4, 5, linkback, profile, event, vimeo, ticket, demo, canonical",
    },
];
