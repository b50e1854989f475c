//! Italian.

use super::{Language, Topic as T};

pub(super) static LANGUAGE: Language = Language {
    thing: "annuncio|azienda|attivita|sito|link|url|richiesta|scheda|messaggio|modulo|segnalazione|registrazione|iscrizione|inserzione|proposta|dati|informazioni|impresa|inserimento|profilo|pagina|invio|negozio|prodotto|progetto|suggerimento|domanda",
    core: "annuncio|richiesta|scheda|messaggio|modulo|segnalazione|registrazione|iscrizione|inserzione|proposta|link|inserimento|invio|sito|azienda|attivita|dati",
    done: "inviat*|ricevut*|registrat*|aggiunt*|pubblicat*|inserit*|creat*|salvat*|accettat*|trasmess*|segnalat*|iscritt*|completat*|inoltrat*",
    condition: "se|quando|dopo|appena|prima|finche|volta|come|deve|devono|puo|mio|mia",
    denial: "non|nessun|nessuna|mai|senza|errore|impossibile",
    phrases: &[
        (
            T::Received,
            &[
                "^ .? <core> .? completat*|riuscit*|effettuat* .? .? $",
                "tuo|tua|tuoi|suo|sua|vostro|vostra|vostri|suoi .? .? <thing> .? e|sono|stato|stata stato|stata|stati|state? .? .? <done>",
                "il|la|l|lo|i|questo|questa <core> e|sono stato|stata|stati .? <done>",
                "^ <core> .? e? stato|stata? <done> .? .? $",
                "^ .? <core> <done> .? successo|correttamente",
                "¤ e stato|stata .? <done>",
                "<done> con successo",
                "<done> correttamente",
                "abbiamo ricevuto|registrato|inserito la|il|i|le tua|tuo|vostra|sua|suo|vostro|tuoi|vostri .? <thing>",
                "grazie .? .? per aver|averci|il|la|l|avere|i .? .? inviato|segnalato|inserito|registrato|proposto|aggiunto|iscritto|tuo|tua|vostra|vostro|sua|suo|inserimento|iscrizione|segnalazione|registrazione|invio|richiesta .?",
                "tuo|tua|suo|sua|vostro|vostra .? <thing> .? e|sono .? in|ora|attesa|online attesa|revisione|fase|corso|online|approvazione|attiva|attivo|pubblicata|pubblicato|$",
            ],
        ),
        (
            T::Thanks,
            &[
                "^ .? grazie ¤? mille|tante? ¤? $",
                "^ successo|fatto|complimenti|congratulazioni|inviato $",
                "sara|verra|saranno|verranno .? .? verificat*|controllat*|pubblicat*|esaminat*|approvat*|valutat*|moderat*|attivat*",
                "ti|vi|la contatteremo|ricontatteremo|avviseremo",
                "nostro|redazione staff|team|redazione",
                "riceverai|ricevera|riceverete",
            ],
        ),
        (
            T::Review,
            &[
                "verificheremo|controlleremo|verifichiamo|controlliamo|esamineremo",
                "in .? attesa|fase|corso di|d approvazione|revisione|moderazione|verifica|validazione|conferma",
                "sara|verra .? .? verificat*|controllat*|esaminat*|approvat*|valutat*|moderat*",
                "in revisione|moderazione|approvazione",
                "approvazione|moderatore|moderatori|amministratore|redazione",
                "dopo|previa verifica|approvazione|revisione|controllo",
                "entro _ ore|giorni",
            ],
        ),
        (
            T::ConfirmEmail,
            &[
                "inviato .? link|collegamento a|all|alla ¤|tua|suo|indirizzo",
                "conferma|confermare|verifica|verificare|convalida|attiva|attivare .? la|il|tua|tuo|l .? tua|tuo|vostra|suo|sua? .? email|indirizzo|annuncio|iscrizione|registrazione|richiesta",
                "controlla|controllare|verifica|controllate|controlli la|il|le tua|tuo|tue|vostra|sua casella|email|posta|mail",
                "clicca|cliccare|cliccate|cliccando|segui|fai .? .? .? .? link .? .? .? .? email|inviato|ricevuto|ricevuta|mail|messaggio",
                "link di conferma|attivazione|verifica|convalida",
                "email|mail di conferma|attivazione|verifica|convalida",
            ],
        ),
        (
            T::Duplicate,
            &[
                "gia .? presente|esistente|registrat*|inserit*|esiste|segnalat*|presenti|iscritt*|pubblicat*",
                "esiste|esistono gia",
                "duplicato|duplicata|duplicati",
                "e gia stato",
            ],
        ),
        (
            T::Refused,
            &[
                "e|stato|stata .? stato|stata? .? rifiutat*|respint*|bloccat*",
                "non possiamo|accettiamo accettare|pubblicare|inserire|siti|aziende",
                "come spam",
                "non soddisfa|rispetta",
            ],
        ),
        (
            T::Failure,
            &[
                "non e|sono|stato|riuscito .? .? .? .? inviat*|salvat*|registrat*|possibile|riuscit*|ricevut*|elaborat*|completat*|stato|stata",
                "errore durante|nel|di|interno|imprevisto|del",
                "si e verificato",
                "^ .? errore|errori|spiacenti",
                "un errore",
                "riprova|riprovare|riprovate|riprovi",
                "correggi|correggere|correggete",
                "qualcosa e? .? .? storto",
                "sessione .? scaduta",
                "troppi|troppe tentativi|richieste",
                "non .? ancora .? inviat*|salvat*|complet*",
                "fallit*",
            ],
        ),
        (
            T::Complaint,
            &[
                "obbligatorio|obbligatoria|obbligatori|richiesto|richiesta|obbligatorie $",
                "campo|campi obbligatorio|obbligatori|richiesto|mancante|mancanti",
                "inserisci|inserire|inserite|seleziona|selezionare|compila|compilare|scegli|scegliere|indica|specifica|accetta|accettare un|una|il|la|l|i|le|almeno|tutti",
                "non .? valido|valida|corretto|corretta",
                "deve|devono essere|contenere|avere|accettare",
                "non puo",
                "troppo corto|corta|lungo|lunga|breve",
                "almeno|massimo|minimo . caratteri|parole",
                "solo|soltanto|esclusivamente numeri|cifre|lettere",
                "senza spazi|simboli|trattini",
                "mancante|mancanti",
            ],
        ),
        (
            T::Further,
            &[
                "quasi fatto|finito|completato|pronto",
                "ultimo|prossimo|successivo|un passo|passaggio|ultimo",
                "anteprima|bozza",
                "per completare|terminare|finalizzare|concludere",
                "prima di inviare|pubblicare|confermare",
                "scegli|seleziona|scelga .? .? piano|pacchetto|tariffa",
                "passo|fase|passaggio . di",
                "controlla|verifica|conferma|rivedi i|le|la tuoi? dati|informazioni|tuoi|tue|scheda",
            ],
        ),
        (
            T::Unfinished,
            &[
                "quasi fatto|finito|pronto|completato",
                "un ultimo|altro passo|passaggio",
                "ultimo passo|passaggio",
                "bozza",
                "per completare|terminare|finalizzare la|il|tua|tuo",
                "non .? ancora .? inviat*|complet*",
                "incompleto|incompleta",
                "una? anteprima",
            ],
        ),
        (
            T::Working,
            &[
                "^ .? invio|caricamento|elaborazione|salvataggio .? corso",
                "^ caricamento",
                "attendere|attendi|attendete",
                "reindirizzamento",
            ],
        ),
        (
            T::LoginNeeded,
            &[
                "devi|bisogna|necessario|occorre|dovete|deve .? .? effettuare|accedere|essere|registrarsi|registrarti|fare|aver l|registrato|registrati|per|loggato|prima|login|effettuato|il|collegato|autenticato",
                "accedi|registrati|effettua|iscriviti .? .? .? per|prima",
                "riservato|solo .? .? utenti|iscritti|membri registrati?",
                "crea un account per|prima",
                "accesso|login|registrazione richiesto|richiesta|necessario|obbligatorio|obbligatoria",
            ],
        ),
        (
            T::PayNeeded,
            &[
                "pagamento|pagamenti|pagare",
                "al|per|all mese|anno",
                "carta di credito",
                "numero della|di carta",
                "scegli|seleziona .? .? piano|pacchetto|tariffa",
                "costo|quota di iscrizione|inserimento",
            ],
        ),
        (
            T::PhoneCode,
            &[
                "codice .? .? .? via|tramite|per sms",
                "codice sms",
                "verifica|conferma .? tuo|numero .? .? telefono|cellulare",
            ],
        ),
        (
            T::Captcha,
            &[
                "codice di sicurezza|verifica|controllo",
                "inserisci|digita|scrivi|copia|inserire .? .? codice|caratteri|lettere|numeri|testo .? .? .? .? immagine|vedi|mostrato|mostrati|visualizzato|figura",
                "non sono un robot",
                "domanda di? sicurezza|antispam|controllo",
                "codice|caratteri dell|della immagine",
                "antispam",
            ],
        ),
        (
            T::BrowserCheck,
            &[
                "verifica del browser",
                "controllo del browser",
                "un attimo|momento",
                "accesso negato|bloccato",
            ],
        ),
        (
            T::Closed,
            &[
                "non .? .? accettiamo|accetta|accettano piu|nuove|nuovi",
                "iscrizioni|segnalazioni|inserimenti .? chius*|sospes*",
                "ha chiuso|cessato",
                "definitivamente chius*",
            ],
        ),
        (T::NotFound, &["pagina .? .? .? non trovata|esiste|disponibile", "non trovata|trovato"]),
        (
            T::ServerDown,
            &[
                "in|per manutenzione",
                "errore interno|del server",
                "temporaneamente|momentaneamente .? disponibile|fuori",
                "non disponibile",
                "torniamo|torneremo presto|subito",
            ],
        ),
        (
            T::AddBusiness,
            &[
                "aggiungi|inserisci|segnala|registra|iscrivi|pubblica|proponi|suggerisci|aggiungere|inserire|segnalare|registrare|crea .? un|una|il|la|l|tua|tuo|nuovo|nuova? tua|tuo? .? azienda|attivita|sito|link|annuncio|impresa|negozio|scheda|url|inserzione",
                "^ inserimento|iscrizione|registrazione gratuita|gratuito|gratis|azienda",
                "^ iscriviti|registrati gratis",
                "^ segnala|aggiungi|inserisci .? $",
                "^ annuncio|inserzione gratuito|gratuita|gratis",
            ],
        ),
        (T::Cookies, &["cookie|cookies", "privacy", "consenso", "gdpr"]),
        (
            T::Reject,
            &[
                "rifiuta|rifiuto|rifiutare|nega",
                "solo .? .? necessari|essenziali|tecnici",
                "continua|prosegui senza",
                "senza accettare",
            ],
        ),
        (T::Accept, &["accetta|accetto|accettare|consenti|acconsento", "^ ho capito", "^ ok|va .? bene"]),
        (T::Close, &["^ chiudi", "^ no grazie", "^ piu tardi", "^ non ora|adesso", "^ salta $"]),
        (
            T::Submit,
            &[
                "^ invia|pubblica|inserisci|aggiungi|registra|iscrivi|salva|conferma|crea|completa|termina|segnala|spedisci|proponi|richiedi|concludi .? .? .? .? .?",
                "^ invio|fatto|inviare $",
            ],
        ),
        (
            T::Next,
            &[
                "^ avanti|continua|prosegui|successivo|prossimo|procedi .? .? .?",
                "^ salva e continua",
                "^ passo successivo",
            ],
        ),
        (T::Preview, &["^ .? anteprima .? .?", "^ vedi anteprima", "^ verifica|controlla .? .?"]),
        (
            T::Publish,
            &[
                "^ pubblica|conferma|invia|completa .? .? .? .?",
                "^ si .? .?",
                "^ procedi|continua .? .? pubblicazione",
            ],
        ),
        (
            T::Back,
            &[
                "^ indietro|precedente|annulla|cancella|elimina|modifica|torna|reimposta|svuota|stampa|condividi|correggi .? .? .?",
                "^ passo precedente",
                "^ aggiungi|inserisci|segnala un|una altro|altra",
                "^ inserisci|aggiungi un altro|altra",
                "^ vedi|mostra|visualizza .? .?",
            ],
        ),
        (T::Draft, &["bozza", "salva per dopo"]),
        (T::Search, &["^ cerca|ricerca|trova|filtra .? .?"]),
        (
            T::Login,
            &[
                "^ accedi|entra|login|registrati|iscriviti|accesso .? .?",
                "^ .? con google|facebook|apple",
                "^ crea .? account",
                "password dimenticata",
                "^ il? mio account",
            ],
        ),
        (T::Newsletter, &["newsletter", "^ iscriviti alla|ora"]),
        (T::Pay, &["^ .? paga|acquista|compra|ordina .? .?", "pagamento|carrello", "^ .? .? premium"]),
        (
            T::Helper,
            &[
                "^ carica|sfoglia|allega .? .?",
                "^ scegli|seleziona|aggiungi .? file|immagine|immagini|foto|logo",
                "^ aggiungi .? altro|altra|riga|campo",
                "^ usa|trova|rileva .? posizione|mia|indirizzo",
                "^ genera|localizza",
            ],
        ),
        (T::Free, &["gratis|gratuit*"]),
    ],
};
