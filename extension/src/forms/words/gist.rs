//! What an answer amounts to where no phrase fits: single words by what they speak of, language by language.
//!
//! Directories thank in ever new turns of phrase ("Pinned! Your shop waits for a quick check by a human"), but they speak of the
//! same few things: what was sent, that it was taken, who has it now, that it is looked at, that it will be seen. A sentence that
//! brings two of them together says it; so do two sentences that say one each.

use super::{MASK, among};

/// One language's words.
struct Words {
    /// Whose it is.
    mine: &'static str,
    /// What is the reader's, too, but was not sent.
    other: &'static str,
    /// Which one.
    this: &'static str,
    /// What was sent.
    thing: &'static str,
    /// Words that stand for it.
    pronoun: &'static str,
    /// It was taken.
    taken: &'static str,
    /// Who runs the directory.
    staff: &'static str,
    /// Has it, in a person's hands.
    hold: &'static str,
    /// Looks at it.
    check: &'static str,
    /// Waits its turn.
    queue: &'static str,
    /// Can be seen soon.
    show: &'static str,
    /// Short joy.
    cheer: &'static str,
    /// First words of a sentence that says what would be.
    condition: &'static str,
    /// Who filled the form in.
    you: &'static str,
    /// Trouble, refusals, conditions, and what is still to be done: with one of these on the page, nothing is believed.
    doubt: &'static str,
    /// Help and advertising: such a sentence says nothing about what was sent.
    pitch: &'static str,
    /// Where mail arrives.
    mailbox: &'static str,
    /// What one presses in it.
    press: &'static str,
}

const WORDS: [Words; 10] = [
    Words {
        mine: "your",
        other: "email|inbox|mailbox|spam|account|password|interest|time|visit|patience|browser|session|cart|basket|payment|plan|package|phone|mobile|number|name|trust|support|feedback|comment|vote|cookie|cookies|newsletter|subscription|login|choice|area|region|town|city|turn|order|free|next|own|screen|computer|device|ip|connection|question|questions|team|favourites|favorites",
        this: "this",
        thing: "listing*|submission|business|company|site|website|link|url|entry|details|data|information|info|profile|shop|store|place|practice|spot|record|registration|application|request|suggestion|tip|tool|startup|app|product|project|organisation|organization|venue|page|card|form|cafe|restaurant|hotel|salon|studio|clinic|agency|school|answers|response|message|ad|advert",
        pronoun: "it|its|everything|them",
        taken: "taken|got|gone|went|lodged|parked|tucked|noted|recorded|saved|stored|filed|booked|registered|entered|logged|captured|received|added|inserted|created|forwarded|handed|delivered|sent|submitted|put|placed|arrived|landed|lined|safe|safely|file|books|accepted|told|queued|joined|reached",
        staff: "we|our|us|team|editor|editors|moderator|moderators|admin|admins|administrator|administrators|staff|desk|office|crew|curator|curators|reviewer|reviewers|human|humans|volunteers|volunteer|webmaster|people|colleagues",
        hold: "with|has|have|hands",
        check: "review*|check*|read|reads|look|looks|looked|approv*|verif*|moderat*|examine*|through|activate*|activation|inspect*|vet|vets|vetted|eyeball*|call|called",
        queue: "queue|line|pending|waiting|waits|awaits|awaiting|pool|pile|backlog|pipeline|moderation|turn|scheduled",
        show: "appear*|visible|live|online|publish*|shown|shows|show|map|public|printed|join|joins|listed|pops|goes|way|shelf|added|add",
        cheer: "great|merci|lovely|cheers|done|thanks|thank|noted|perfect|hooray|hurray|welcome|super|woohoo|yay|wrapped|sorted|awesome|brilliant|obliged|got|pinned|booked|success|congratulations|boom|nice|excellent|sent|received|finished",
        condition: "if|once|after|when|whenever|as|before|until|unless|should|while",
        you: "you|youve|youre",
        doubt: "not|never|nothing|none|cannot|cant|couldnt|wasnt|hasnt|havent|isnt|didnt|doesnt|wont|unable|but|however|unfortunately|sorry|apolog*|oops|whoops|uh|ouch|hmm|problem*|issue*|trouble|glitch|wrong|broke*|crash*|fail*|error*|invalid|missing|required|limit|paus*|clos*|suspend*|maintenance|expire*|block*|denied|declin*|reject*|refus*|spam|duplicate*|already|since|exist*|instead|yet|almost|nearly|incomplete|unfinished|draft|preview|login|password|signup|they|turned|down|pay|paid|payment|price|fee|plan|plans|checkout|captcha|robot|security|suspicious|left|too|without|return*|flag*|delet*|remov*|discard*|interest|interested|visit|visiting|demo|test|final|step|retry|again|complete",
        pitch: "can|could|might|contact|help|promote|upgrade|boost|grow|learn|discover|want|manage|edit|improve|why|how|questions",
        mailbox: "inbox|mailbox|spam|junk",
        press: "link|button|click|press|confirm*|verif*|activat*",
    },
    Words {
        mine: "ihr|ihre|ihren|ihrem|ihrer|dein|deine|deinen|deiner",
        other: "email|posteingang|postfach|konto|passwort|interesse|zeit|besuch|geduld|browser|sitzung|warenkorb|zahlung|paket|telefon|handy|name|vertrauen|kommentar|stimme|cookie|einstellungen|bestellung|gerat|fragen",
        this: "dieser|diese|dieses",
        thing: "eintrag*|firmeneintrag|betrieb*|firma|unternehmen*|geschaft*|laden|praxis|seite|webseite|website|link|daten|angaben|anmeldung|vorschlag*|meldung|profil|formular|anfrage|antrag|nachricht|registrierung|projekt|verein",
        pronoun: "er|sie|es|alles",
        taken: "notiert|vermerkt|gespeichert|erfasst|eingegangen|angekommen|erhalten|bekommen|ubernommen|aufgenommen|eingetragen|registriert|weitergereicht|weitergegeben|weitergeleitet|ubergeben|ubermittelt|verbucht|abgelegt|hinterlegt|angelegt|gelandet|liegt|liegen|vorgemerkt|da",
        staff: "wir|uns|unser|unsere|unserer|unserem|unseren|team|redaktion|redakteur|redakteure|moderatoren|moderator|administrator|mitarbeiter|kollegen|buro|mensch|leute",
        hold: "bei|hat|haben|handen|vor",
        check: "pruf*|gepruft|schau*|sicht*|gesichtet|kontroll*|lesen|liest|freischalt*|freigeschaltet|freigegeben|freigeben|freigabe|freischaltung|ansehen|durchsehen",
        queue: "warteschlange|wartet|warten|schlange|reihe|stapel|bearbeitung",
        show: "erscheint|erscheinen|sichtbar|online|veroffentlicht|veroffentlichen|karte|live|zusehen|auftauchen",
        cheer: "geschafft|alles|fertig|super|prima|danke|dank|toll|klasse|perfekt|erledigt|notiert|gluckwunsch|willkommen|juhu|angekommen",
        condition: "wenn|sobald|nachdem|falls|bevor|sofern|nach|ob|solange",
        you: "sie|du",
        doubt: "nicht|nichts|kein|keine|keinen|nie|leider|aber|jedoch|problem*|fehler*|schief*|fehlgeschlagen|ungultig*|fehlt|fehlen|gesperrt|abgelehnt|geschlossen|pausiert|wartung|abgelaufen|blockiert|verweigert|spam|doppelt|duplikat|bereits|schon|seit|existiert|stattdessen|fast|beinahe|unvollstandig|entwurf|vorschau|anmelden|passwort|konto|zahlen|zahlung|preis|gebuhr|tarif|captcha|roboter|sicherheits*|verdachtig|ohne|geloscht|entfernt|interesse|besuch|schritt|erneut|nochmal|ups|hoppla|oh|entschuldig*",
        pitch: "konnen|kannst|kontakt|kontaktieren|hilfe|werben|premium|verwalten|bearbeiten|fragen|warum|wie",
        mailbox: "posteingang|postfach|postfacher|spam|mailbox",
        press: "link|knopf|klick*|bestatig*|schaltflache|button|aktivier*",
    },
    Words {
        mine: "votre|vos|ton|ta",
        other: "email|courriel|boite|compte|interet|temps|visite|patience|navigateur|session|panier|paiement|forfait|telephone|nom|confiance|commentaire|vote|commande|questions|mot",
        this: "cet|cette|ce",
        thing: "fiche|inscription|etablissement|entreprise|commerce|societe|site|lien|annonce|demande|proposition|suggestion|donnees|informations|coordonnees|formulaire|message|profil|page|association|activite|adresse|boutique|reponse",
        pronoun: "elle|il|tout|l",
        taken: "note|notee|recu|recue|recus|recues|enregistre|enregistree|enregistrees|transmis|transmise|transmises|envoye|envoyee|ajoute|ajoutee|prise|pris|arrive|arrivee|parvenu|parvenue|depose|deposee|sauvegarde|sauvegardee|cree|creee|soumis|soumise",
        staff: "nous|notre|nos|equipe|redaction|redacteurs|moderateurs|moderateur|administrateur|administrateurs|bureau|collegues|benevoles",
        hold: "mains|chez|aupres|entre",
        check: "relecture|relit|relire|relisons|verif*|valid*|moder*|exam*|regard*|lisons|controle*|etudi*|consulter",
        queue: "attente|file|cours|liste",
        show: "rejoindra|apparaitra|visible|ligne|publie|publiee|affiche|affichee|figurera|carte|paraitra",
        cheer: "merci|bravo|parfait|super|note|termine|felicitations|genial|bienvenue|fait|envoye",
        condition: "si|quand|lorsque|apres|avant|une|des|tant",
        you: "vous|tu",
        doubt: "pas|ne|n|jamais|rien|aucun|aucune|malheureusement|helas|mais|cependant|probleme*|erreur*|echec|echoue|invalide*|manqu*|obligatoire*|ferme|fermee|fermees|suspendu*|pause|maintenance|expire*|bloque*|refus*|rejet*|spam|doublon|deja|depuis|existe|presque|incomplet*|brouillon|apercu|connexion|connectez|connecter|compte|passe|payer|paiement|prix|frais|tarif|forfait|captcha|robot|securite|devez|sans|trop|supprime*|interet|visite|etape|nouveau|reessay*|desole*|oups",
        pitch: "pouvez|peut|contact*|aide|promouvoir|premium|gerer|modifier|questions|pourquoi|comment",
        mailbox: "boite|messagerie|spam|indesirables",
        press: "lien|bouton|cliqu*|clic|confirm*|activ*",
    },
    Words {
        mine: "tu|tus|su|sus",
        other: "email|correo|bandeja|cuenta|interes|tiempo|visita|paciencia|navegador|sesion|carrito|pago|plan|telefono|movil|nombre|confianza|comentario|voto|pedido|contrasena|preguntas",
        this: "este|esta",
        thing: "negocio|empresa|ficha|anuncio|solicitud|registro|sitio|web|pagina|enlace|datos|informacion|local|comercio|propuesta|sugerencia|formulario|mensaje|perfil|establecimiento|tienda|respuesta|proyecto|inscripcion|alta",
        pronoun: "lo|la|todo",
        taken: "recibido|recibida|recibidos|recibimos|guardado|guardada|guardados|guardamos|anotado|anotamos|apuntado|registrado|registrada|registramos|enviado|enviada|anadido|anadida|agregado|agregada|pasado|entregado|llegado|tomado|creado|creada|tenemos",
        staff: "nosotros|nuestro|nuestra|nuestros|nuestras|nos|equipo|editores|editor|redaccion|moderadores|moderador|administrador|administradores|oficina|compañeros|personal",
        hold: "manos|tiene|tienen|tenemos|con",
        check: "revis*|verific*|aprob*|moder*|examin*|mirar*|comprob*|leer*|valid*",
        queue: "cola|espera|pendiente|lista|turno|proceso",
        show: "aparecera|visible|publicara|publicado|publicada|linea|vera|mapa|mostrara|listado",
        cheer: "listo|gracias|genial|perfecto|hecho|felicidades|enhorabuena|excelente|estupendo|bienvenido|bienvenida|recibido|anotado",
        condition: "si|cuando|una|despues|antes|mientras|hasta",
        you: "usted|hayas|haya",
        doubt: "no|nunca|nada|ningun|ninguna|lamentablemente|desgraciadamente|pero|sin|problema*|error*|fallo|fallido|invalid*|falta|faltan|obligatori*|cerrad*|suspendid*|pausa*|mantenimiento|caducad*|bloquead*|rechaz*|denegad*|spam|duplicad*|ya|desde|existe|casi|incomplet*|borrador|previa|sesion|cuenta|contrasena|pagar|pago|precio|tarifa|plan|captcha|robot|seguridad|debes|demasiado|eliminad*|interes|visita|paso|nuevo|intent*|siento|ups",
        pitch: "puede|puedes|contact*|ayuda|promocion*|premium|gestionar|editar|preguntas|como",
        mailbox: "bandeja|buzon|spam",
        press: "enlace|boton|clic|confirm*|activ*|pulsa*",
    },
    Words {
        mine: "tua|tuo|tue|tuoi|sua|suo|vostra|vostro",
        other: "email|casella|account|interesse|tempo|visita|pazienza|browser|sessione|carrello|pagamento|piano|telefono|cellulare|nome|fiducia|commento|voto|ordine|password|domande",
        this: "questa|questo",
        thing: "attivita|azienda|scheda|annuncio|richiesta|segnalazione|iscrizione|registrazione|sito|link|pagina|dati|informazioni|proposta|modulo|messaggio|profilo|locale|negozio|impresa|inserimento|risposta",
        pronoun: "lo|la|li|tutto",
        taken: "ricevuto|ricevuta|ricevuti|salvato|salvata|salvati|registrato|registrata|annotato|annotata|inviato|inviata|aggiunto|aggiunta|passato|passata|inoltrato|inoltrata|consegnato|consegnata|arrivato|arrivata|preso|presa|inserito|inserita|creata|creato",
        staff: "noi|nostro|nostra|nostri|nostre|team|redazione|redattori|redattore|moderatori|moderatore|amministratore|amministratori|ufficio|staff|colleghi",
        hold: "mani|presso|passa|ha|hanno|abbiamo",
        check: "verific*|controll*|revision*|approv*|moder*|esamin*|legg*|valut*|convalid*",
        queue: "coda|attesa|lista|lavorazione",
        show: "apparira|visibile|online|pubblicat*|vedrai|comparira|mappa|linea|elenco",
        cheer: "grazie|carico|fatto|perfetto|ottimo|bene|siamo|complimenti|congratulazioni|evviva|benvenuto|ricevuto|fantastico",
        condition: "se|quando|una|dopo|prima|appena|finche",
        you: "avrai|avrete|hai",
        doubt: "non|mai|niente|nulla|nessun*|purtroppo|ma|pero|senza|problem*|errore|errori|fallit*|invalid*|manca|mancano|obbligatori*|chius*|sospes*|pausa|manutenzione|scadut*|bloccat*|rifiutat*|respint*|spam|duplicat*|gia|esiste|quasi|incomplet*|bozza|anteprima|accedi|accesso|account|password|pagare|pagamento|prezzo|tariffa|piano|captcha|robot|sicurezza|devi|troppo|eliminat*|interesse|visita|passo|passaggio|nuovo|riprov*|spiacenti|ops",
        pitch: "puoi|puo|contatt*|aiuto|promuov*|premium|gestire|modificare|domande|come",
        mailbox: "casella|spam",
        press: "link|pulsante|clic*|conferm*|attiv*",
    },
    Words {
        mine: "uw|je|jouw|jullie",
        other: "email|inbox|account|interesse|tijd|bezoek|geduld|browser|sessie|winkelwagen|betaling|pakket|telefoon|mobiel|naam|vertrouwen|reactie|stem|bestelling|wachtwoord|vragen|moet|kunt|kan|hebt|bent|wilt|krijgt|ontvangt",
        this: "deze|dit",
        thing: "zaak|bedrijf|bedrijfs*|aanmelding|inzending|vermelding|gegevens|website|site|link|aanvraag|bericht|formulier|profiel|winkel|praktijk|pagina|registratie|suggestie|tip|voorstel|inschrijving|advertentie|onderneming|informatie",
        pronoun: "hij|het|alles|ze",
        taken: "ontvangen|binnen|genoteerd|opgeslagen|geregistreerd|verzonden|verstuurd|toegevoegd|doorgegeven|doorgestuurd|aangekomen|gekregen|vastgelegd|ingeschreven|ingediend|geplaatst|aangemaakt|staat",
        staff: "wij|we|ons|onze|team|redactie|redacteur|redacteuren|moderator|moderatoren|beheerder|beheerders|kantoor|medewerkers|collega",
        hold: "bij|heeft|hebben|handen",
        check: "bekijk*|kijk*|controle*|beoorde*|gecontroleerd|goedkeur*|goedgekeurd|nakijk*|lees|lezen|modereren|nalopen",
        queue: "wachtrij|wacht|rij|behandeling|stapel",
        show: "verschijnt|zichtbaar|online|gepubliceerd|publiceren|kaart|geplaatst|live",
        cheer: "gelukt|bedankt|dank|klaar|prima|mooi|top|super|gefeliciteerd|genoteerd|welkom|hoera|fijn|ontvangen",
        condition: "als|indien|zodra|nadat|voordat|wanneer|na|totdat",
        you: "u|je|jij|jullie",
        doubt: "niet|nooit|niets|geen|helaas|maar|echter|probleem|problemen|fout|fouten|mislukt|ongeldig*|ontbre*|verplicht*|gesloten|gestopt|gepauzeerd|onderhoud|verlopen|geblokkeerd|geweigerd|afgewezen|spam|dubbel|al|reeds|sinds|bestaat|bijna|onvolledig|concept|voorbeeld|inloggen|account|wachtwoord|betalen|betaling|prijs|kosten|tarief|abonnement|captcha|robot|beveiliging*|zonder|verwijderd|interesse|bezoek|stap|opnieuw|sorry|oeps",
        pitch: "kunt|kan|kun|contact|hulp|promoten|premium|beheren|wijzigen|vragen|hoe",
        mailbox: "inbox|postvak|spam|mailbox",
        press: "link|knop|klik*|bevestig*|activeer*",
    },
    Words {
        mine: "seu|sua|seus|suas|teu|tua",
        other: "email|caixa|conta|interesse|tempo|visita|paciencia|navegador|sessao|carrinho|pagamento|plano|telefone|celular|nome|confianca|comentario|voto|pedido|senha|duvidas",
        this: "este|esta",
        thing: "negocio|empresa|cadastro|anuncio|ficha|pedido|registro|registo|site|link|pagina|dados|informacoes|proposta|sugestao|formulario|mensagem|perfil|estabelecimento|loja|resposta|inscricao|solicitacao",
        pronoun: "ele|ela|tudo",
        taken: "recebido|recebida|recebidos|recebemos|salvo|salva|salvos|guardado|guardamos|registrado|registrada|registamos|anotado|enviado|enviada|adicionado|adicionada|passado|encaminhado|encaminhada|entregue|chegou|entrou|gravado|gravada|criado|criada|inserido",
        staff: "nos|nosso|nossa|nossos|nossas|equipe|equipa|editores|editor|redacao|moderadores|moderador|administrador|administradores|escritorio|pessoal",
        hold: "maos|tem|temos|com",
        check: "analis*|revis*|verific*|aprov*|moder*|avali*|ler*|valid*|confer*",
        queue: "fila|espera|pendente|lista|aguarda|aguardando|analise",
        show: "aparecera|visivel|publicad*|publicar|ar|online|mapa|veras|exibido|exibida",
        cheer: "obrigado|obrigada|certo|pronto|feito|perfeito|otimo|parabens|sucesso|recebido|anotado|maravilha|oba",
        condition: "se|quando|assim|depois|antes|apos|ate|caso",
        you: "voce|tiver",
        doubt: "nao|nunca|nada|nenhum|nenhuma|infelizmente|mas|porem|sem|problema*|erro|erros|falha|falhou|invalid*|falta|faltam|obrigatori*|fechad*|suspens*|pausad*|manutencao|expirad*|bloquead*|recusad*|rejeitad*|spam|duplicad*|ja|desde|existe|quase|incomplet*|rascunho|previa|entrar|login|conta|senha|pagar|pagamento|preco|taxa|plano|captcha|robo|seguranca|precisa|excluid*|removid*|interesse|visita|passo|etapa|novamente|tente|desculp*|ops",
        pitch: "pode|podes|contat*|contact*|ajuda|promov*|premium|gerir|gerenciar|editar|duvidas|como",
        mailbox: "caixa|spam",
        press: "link|botao|cliqu*|clic*|confirm*|ativ*",
    },
    Words {
        mine: "twoj|twoja|twoje|panstwa",
        other: "email|konto|haslo|skrzynka|skrzynke|telefon|koszyk",
        this: "ten|ta|to",
        thing: "wpis|firma|firmy|zgloszenie|strona|strone|dane|formularz|wiadomosc|ogloszenie|wizytowka|profil|rejestracja|link",
        pronoun: "go|je",
        taken: "otrzymalismy|przyjety|przyjeta|przyjete|zapisany|zapisana|zapisane|zapisalismy|wyslany|wyslana|wyslane|dodany|dodana|dodane|zarejestrowany|zarejestrowana|przekazany|przekazane|przyjelismy",
        staff: "my|nasz|nasza|nasi|naszej|zespol|redakcja|redakcji|redaktorzy|moderator|moderatorzy|administrator|administratora",
        hold: "u|ma|rekach",
        check: "sprawdz*|weryfik*|akceptac*|moderac*|przejrz*|zatwierdz*",
        queue: "czeka|oczekuje|kolejce|kolejka|oczekiwaniu",
        show: "pojawi|widoczny|widoczna|widoczne|opublikow*|publikac*|mapie",
        cheer: "dziekujemy|dziekuje|dzieki|gotowe|swietnie|sukces|gratulacje|super",
        condition: "jesli|gdy|kiedy|po|zanim|jak",
        you: "",
        doubt: "nie|nigdy|nic|niestety|ale|jednak|problem*|blad|bledy|bledu|niepraw*|brak|wymagan*|zamkniet*|zawiesz*|wygasl*|zablokow*|odrzuc*|odmow*|spam|duplikat|juz|od|istnieje|prawie|szkic|podglad|zaloguj*|konto|konta|haslo|zaplac*|plat*|cena|oplat*|captcha|robot*|bezpieczen*|bez|usun*|krok|ponownie|przepraszamy|ups",
        pitch: "mozesz|mozna|kontakt|pomoc|premium|edytowac|pytania|jak",
        mailbox: "skrzynka|skrzynke|skrzynki|skrzynce|spam",
        press: "link|przycisk|klik*|potwierd*|aktyw*",
    },
    Words {
        mine: "din|ditt|dina|er|ert|era",
        other: "epost|konto|losenord|inkorg|telefon|varukorg|besok",
        this: "denna|detta",
        thing: "anmalan|foretag|foretaget|verksamhet|uppgifter|uppgifterna|webbplats|sida|lank|annons|forslag|formular|meddelande|registrering|profil|ansokan|inlagg",
        pronoun: "den|det|allt",
        taken: "mottagen|mottaget|mottagna|mottagit|fatt|sparad|sparat|sparats|sparade|skickad|skickat|skickats|skickade|registrerad|registrerat|registrerats|tillagd|tillagt|vidarebefordrad|vidarebefordrats|inskickad|noterat",
        staff: "vi|oss|var|vart|vara|team|teamet|redaktion|redaktionen|redaktor|redaktorer|moderator|moderatorer|administrator|personal",
        hold: "hos|har|hander",
        check: "gransk*|kontroller*|las|laser|tittar|godkann*|godkand|modereras",
        queue: "ko|kon|vantar|vantan|tur",
        show: "syns|synlig|publiceras|publicerad|visas|online|kartan",
        cheer: "tack|klart|klar|toppen|perfekt|grattis|super|valkommen|fint",
        condition: "om|nar|efter|innan|sa|tills",
        you: "du|ni",
        doubt: "inte|aldrig|inget|ingen|tyvarr|men|dock|problem|fel|misslyck*|ogiltig*|saknas|obligatorisk*|stangd|stangt|pausad*|underhall|utgang*|blockerad*|nekad*|avvisad*|avslag|spam|dubblett|redan|sedan|finns|nastan|utkast|forhandsgranska*|logga|inloggning|konto|losenord|betala|betalning|pris|avgift|captcha|robot|sakerhet*|utan|raderad*|steg|igen|ledsen|ursakta|hoppsan",
        pitch: "kan|kontakt*|hjalp|premium|redigera|fragor|hur",
        mailbox: "inkorg|inkorgen|skrappost|spam",
        press: "lank|lanken|knapp|knappen|klick*|bekraft*|aktiver*",
    },
    Words {
        mine: "din|dit|dine|jeres|deres",
        other: "email|konto|adgangskode|passord|indbakke|innboks|telefon|kurv",
        this: "denne|dette",
        thing: "virksomhed|firma|bedrift|bedriften|tilmelding|oplysninger|opplysninger|hjemmeside|nettside|side|link|lenke|annonce|annonse|forslag|formular|skjema|besked|melding|registrering|profil|ansogning|soknad|indlaeg",
        pronoun: "den|det|alt",
        taken: "modtaget|mottatt|gemt|lagret|sendt|registreret|registrert|tilfojet|oprettet|opprettet|videresendt|noteret|notert|faet",
        staff: "vi|os|oss|vores|vores|vart|team|teamet|redaktion|redaktionen|redaksjonen|redaktor|moderator|moderatorer|administrator|medarbejder",
        hold: "hos|har|haender|hender",
        check: "gennemga*|gjennomga*|kontroller*|kigger|ser|laeser|godkend*|godkjen*|tjekker|sjekker",
        queue: "ko|koen|venter|afventer|tur",
        show: "vises|synlig|offentliggores|offentliggjort|publiseres|publisert|online|kortet|kartet",
        cheer: "tak|takk|faerdig|ferdig|perfekt|tillykke|gratulerer|super|velkommen|flot",
        condition: "hvis|nar|efter|etter|for|sa|indtil",
        you: "du",
        doubt: "ikke|aldrig|aldri|intet|ingen|desvaerre|dessverre|men|dog|problem*|fejl|feil|mislyk*|ugyldig*|mangler|pakraevet|lukket|stengt|pause|vedligehold*|udlobet|utlopt|blokeret|blokkert|afvist|avvist|naegtet|spam|dublet|allerede|siden|findes|finnes|naesten|nesten|kladde|forhandsvis*|log|logg|konto|adgangskode|passord|betal|betaling|pris|gebyr|captcha|robot|sikkerhed*|sikkerhet*|uden|uten|slettet|trin|steg|igen|igjen|beklager|ups",
        pitch: "kan|kontakt*|hjaelp|hjelp|premium|rediger*|sporgsmal|hvordan",
        mailbox: "indbakke|innboks|spam",
        press: "link|linket|lenke|lenken|knap|knappen|klik*|bekraeft*|bekreft*|aktiver*",
    },
];

/// What a sentence says of what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Says {
    /// Nothing, or nothing certain.
    #[default]
    Nothing,
    /// Goes with a receipt: "Cheers!", "It waits in line", "An editor reads it".
    Half,
    /// Is one: "Your details are with our editors".
    All,
}

/// What several sentences of one answer say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gist {
    /// The sentences that say something, by their index.
    pub telling: Vec<usize>,
    /// They are a receipt together.
    pub received: bool,
    /// Something speaks of trouble, or of what is still to be done.
    pub doubted: bool,
    /// Somebody looks at it before it is public.
    pub review: bool,
    /// A mail is there in which something must be pressed.
    pub confirm: bool,
    /// The sentence that speaks of that mail.
    pub mail: Option<usize>,
}

/// Longer sentences are small print.
const LONG: usize = 30;
/// "Got it", "Pinned!", "All wrapped up".
const SHORT: usize = 4;

impl Gist {
    /// Reads an answer's sentences, folded, with what AutoBolt typed masked.
    #[must_use]
    pub fn of(sentences: &[Vec<&str>]) -> Self {
        // Neighbouring languages share words, but not their "no": the one that knows most of the text reads it.
        let known: Vec<usize> = WORDS.iter().map(|w| w.known(sentences)).collect();
        let most = known.iter().copied().max().unwrap_or_default();
        let readers =
            || WORDS.iter().zip(&known).filter(|(_, n)| **n == most).map(|(w, _)| w.read(sentences));
        let doubted = readers().any(|g| g.doubted);
        let best = readers().max_by_key(|g| (g.received, g.confirm, g.telling.len())).unwrap_or_default();
        Self { received: best.received && !doubted, doubted, ..best }
    }
}

impl Words {
    /// How many words of the text this language has.
    fn known(&self, sentences: &[Vec<&str>]) -> usize {
        let lists = [
            self.mine,
            self.other,
            self.this,
            self.thing,
            self.pronoun,
            self.taken,
            self.staff,
            self.hold,
            self.check,
            self.queue,
            self.show,
            self.cheer,
            self.condition,
            self.you,
            self.doubt,
            self.pitch,
            self.mailbox,
            self.press,
        ];
        sentences.iter().flatten().filter(|w| lists.iter().any(|list| among(list, w))).count()
    }

    fn read(&self, sentences: &[Vec<&str>]) -> Gist {
        let any = |list: &str| sentences.iter().flatten().any(|w| among(list, w));
        // "Only the button in it makes it visible": what a mail asks for is no doubt about the form.
        let mail = sentences.iter().position(|s| self.is_mail(s)).filter(|_| any(self.press));
        let mut gist = Gist { mail, confirm: mail.is_some(), ..Gist::default() };
        if sentences.iter().any(|s| !self.is_conditional(s) && self.doubts(s)) {
            gist.doubted = true;
            return gist;
        }
        let mut points = 0;
        for (at, sentence) in sentences.iter().enumerate() {
            let says = self.says(sentence);
            if says > Says::Nothing {
                points += if says == Says::All { 2 } else { 1 };
                gist.telling.push(at);
                gist.review |= sentence.iter().any(|w| among(self.check, w) || among(self.queue, w));
            }
        }
        gist.received = points >= 2;
        gist
    }

    /// A message that lies in the mailbox of whoever sent the form.
    fn is_mail(&self, sentence: &[&str]) -> bool {
        let at = sentence.iter().position(|w| among(self.mailbox, w));
        at.is_some_and(|at| sentence[at.saturating_sub(2)..at].iter().any(|w| among(self.mine, w)))
    }

    /// "If anything is missing, we write to you": says nothing about what happened.
    fn is_conditional(&self, sentence: &[&str]) -> bool {
        sentence.first().is_some_and(|w| among(self.condition, w))
    }

    /// Words of trouble, and "… once you have paid": something is still to be done.
    fn doubts(&self, sentence: &[&str]) -> bool {
        let yours =
            |pair: &[&str]| among(self.condition, pair[0]) && pair[1..].iter().any(|w| among(self.you, w));
        sentence.windows(3).skip(1).any(yours)
            || sentence.iter().enumerate().any(|(at, w)| {
                // "Registration no. 4711" denies nothing.
                let counts = matches!(*w, "no" | "nr" | "n")
                    && sentence.get(at + 1).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
                among(self.doubt, w) && !counts
            })
    }

    fn says(&self, sentence: &[&str]) -> Says {
        let has = |list: &str| sentence.iter().any(|w| among(list, w));
        if sentence.is_empty() || sentence.len() > LONG || has(self.pitch) || self.is_conditional(sentence) {
            return Says::Nothing;
        }
        let near = |at: usize| sentence[at + 1..].iter().take(3).any(|w| among(self.thing, w));
        // Whatever is the reader's ("your surgery"), but for what every reader has ("your inbox").
        let sent = |at: usize| sentence.get(at + 1).is_some_and(|next| !among(self.other, next));
        let named = sentence.contains(&MASK)
            || sentence
                .iter()
                .enumerate()
                .any(|(at, w)| among(self.mine, w) && sent(at) || among(self.this, w) && near(at));
        let taken = has(self.taken);
        let (staff, check, queue, show) = (has(self.staff), has(self.check), has(self.queue), has(self.show));
        let held = staff && has(self.hold);
        let first = sentence.iter().take(2).any(|w| among(self.thing, w));
        if named && (taken || queue || held || staff && (check || show))
            || first && taken && (staff || check || queue)
        {
            return Says::All;
        }
        let meant = named || has(self.pronoun);
        let half = first && taken
            || meant && (queue || show)
            || staff && (check || taken)
            || sentence.len() <= SHORT && has(self.cheer);
        if half { Says::Half } else { Says::Nothing }
    }
}
