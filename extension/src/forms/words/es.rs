//! Spanish.

use super::{Language, Topic as T};

pub(super) static LANGUAGE: Language = Language {
    thing: "anuncio|empresa|negocio|sitio|web|pagina|enlace|url|solicitud|registro|ficha|mensaje|formulario|envio|listado|inscripcion|propuesta|sugerencia|datos|informacion|alta|perfil|comercio|local|publicacion|producto|proyecto|peticion|establecimiento",
    core: "anuncio|solicitud|registro|ficha|mensaje|formulario|envio|inscripcion|propuesta|sugerencia|enlace|alta|publicacion|empresa|negocio|sitio",
    done: "enviad*|recibid*|registrad*|anadid*|agregad*|publicad*|cread*|guardad*|dad*|aceptad*|incluid*|inscrit*|remitid*|completad*|procesad*",
    condition: "si|cuando|despues|tras|antes|hasta|vez|como|debe|deben|puede|mi",
    denial: "no|ningun|ninguna|nunca|sin|error",
    phrases: &[
        (
            T::Received,
            &[
                "su|sus|tu|tus .? .? <thing> .? ha|han|fue|fueron|esta|quedo|se .? sido|ha|encuentra? .? <done>",
                "su|sus|tu|tus .? .? <thing> .? se ha|han .? <done>",
                "el|la|los|este|esta <core> ha|fue|se ha|sido? sido? .? <done>",
                "^ <core> .? ha|fue? sido? correctamente? <done> .? .? $",
                "^ .? <core> <done> .? correctamente|exito|exitosamente|satisfactoriamente",
                "¤ ha|fue|se sido|ha? .? <done>",
                "se ha|han enviado|recibido|registrado|publicado|anadido|agregado|guardado correctamente|con|su|tu|el|la .? <thing>?",
                "<done> con exito|correctamente",
                "<done> correctamente|exitosamente|satisfactoriamente",
                "hemos recibido|registrado|anadido su|tu|tus|sus .? <thing>",
                "recibimos|recibido su|tu .? <thing>",
                "gracias .? .? por su|tu|el|la|enviar|registrar|registrarse|inscribir|anadir|agregar|publicar|sugerir|enviarnos|registrarte .? <thing>",
                "gracias por enviar|registrar|anadir|agregar|publicar|sugerir|inscribir su|tu|el|la|un|una|¤|$",
                "su|tu .? <thing> .? esta .? pendiente|en|siendo|online|activo|activa|publicado|publicada de|revision|espera|proceso|revisado|revisada|aprobacion|moderacion|linea|$",
            ],
        ),
        (
            T::Thanks,
            &[
                "^ .? muchas? gracias ¤? $",
                "^ exito|enhorabuena|felicidades|felicitaciones|listo|enviado $",
                "sera|seran .? revisad*|publicad*|verificad*|aprobad*|moderad*|procesad*",
                "lo? revisaremos|verificaremos|contactaremos|publicaremos|responderemos",
                "nos pondremos en contacto",
                "nuestro equipo",
                "recibira|recibiras .?",
            ],
        ),
        (
            T::Review,
            &[
                "pendiente|espera|proceso de revision|aprobacion|moderacion|verificacion|validacion|ser",
                "en revision|moderacion",
                "sera|seran|siendo .? .? revisad*|verificad*|aprobad*|moderad*|validad*",
                "revisaremos|verificaremos|moderador|moderadores|administrador",
                "una vez|despues|tras .? .? .? .? aprobad*|revisad*|revision|aprobacion",
                "en|plazo _ horas|dias",
            ],
        ),
        (
            T::ConfirmEmail,
            &[
                "confirme|confirma|confirmar|verifique|verifica|verificar|valide|valida|active|activa|activar .? su|tu .? correo|email|direccion|cuenta|anuncio|registro|solicitud",
                "revise|revisa|compruebe|comprueba|consulte su|tu .? correo|email|bandeja|buzon",
                "haga|haz|clic|pulse|pulsa|siga .? .? .? .? enlace .? .? .? .? correo|email|enviado|recibido|mensaje",
                "enlace de confirmacion|activacion|verificacion|validacion",
                "correo|email .? de confirmacion|activacion|verificacion|validacion",
            ],
        ),
        (
            T::Duplicate,
            &[
                "ya existe|existen|esta|estan|figura|aparece|fue|ha|se|registrad*|incluid*|listad*",
                "duplicado|duplicada|duplicados",
            ],
        ),
        (
            T::Refused,
            &[
                "ha|fue|sido|esta .? sido? rechazad*|denegad*|bloquead*",
                "no podemos|aceptamos aceptar|publicar|incluir|este|sitios|empresas|negocios",
                "como spam",
                "no cumple",
            ],
        ),
        (
            T::Failure,
            &[
                "no se|ha|fue|pudo|han|hemos .? .? .? .? enviad*|enviar|guardad*|guardar|procesad*|procesar|registrad*|registrar|recibid*|sido|podido|completar",
                "no .? .? podido|pudo",
                "ha|se ocurrido|producido|produjo un error",
                "^ .? error|errores",
                "un error",
                "algo .? .? mal",
                "intentelo|intente|intentalo|intenta|vuelva|vuelve .? .? de|nuevo|intentarlo|mas",
                "por favor corrija|corrige",
                "sesion .? .? caducado|expirado",
                "demasiados intentos|solicitudes",
                "todavia|aun no .? .? enviad*|guardad*",
            ],
        ),
        (
            T::Complaint,
            &[
                "obligatorio|obligatoria|obligatorios|requerido|requerida|requeridos",
                "por favor introduzca|introduce|ingrese|ingresa|seleccione|selecciona|complete|completa|rellene|rellena|indique|escriba|elija|acepte|corrija|revise",
                "debe|debes .? introducir|ingresar|seleccionar|completar|rellenar|aceptar|indicar|ser|contener|tener|elegir",
                "introduzca|ingrese|rellene un|una|el|la|su",
                "no es valido|valida|correcto|correcta",
                "no valido|valida",
                "invalido|invalida|incorrecto|incorrecta",
                "no puede .? .? vacio|estar|ser|tener",
                "demasiado corto|corta|largo|larga",
                "al menos|maximo|minimo . caracteres|palabras",
                "falta|faltan",
            ],
        ),
        (
            T::Further,
            &[
                "casi listo|hemos|terminado|esta",
                "ultimo|siguiente|proximo|un paso",
                "vista previa|previsualizacion|previsualizar|borrador",
                "para completar|finalizar|terminar|publicar",
                "antes de enviar|publicar|confirmar",
                "elija|elige|seleccione|selecciona .? .? plan|paquete|tarifa",
                "paso . de",
                "revise|revisa|compruebe|confirme|verifique sus|tus|los|la|las .? datos|informacion",
                "todavia|aun no",
            ],
        ),
        (
            T::Working,
            &[
                "^ .? enviando|cargando|procesando|guardando|publicando",
                "espere|espera por|un|por",
                "por favor espere|espera",
                "redirigiendo",
            ],
        ),
        (
            T::LoginNeeded,
            &[
                "debe|debes|necesita|necesitas|tiene|tienes|favor .? .? iniciar|inicie|inicia|registrarse|registrarte|identificarse|acceder|estar sesion|registrado|identificado|para|antes|conectado",
                "inicie|inicia|iniciar sesion para|antes",
                "registrese|registrate para|antes",
                "solo|para usuarios registrados",
                "crea|cree|crear una cuenta para|antes",
                "no has|ha iniciado sesion",
            ],
        ),
        (
            T::PayNeeded,
            &[
                "pago|pagos|pagar",
                "por mes|ano|anuncio",
                "al mes|ano",
                "tarjeta de credito|debito",
                "numero de tarjeta",
                "elija|elige|seleccione|selecciona .? .? plan|paquete|tarifa",
                "cuota|tarifa de alta|inscripcion",
            ],
        ),
        (
            T::PhoneCode,
            &[
                "codigo .? .? .? .? por|sms sms|telefono",
                "codigo sms",
                "verifique|verifica|confirme su|tu .? .? telefono|movil",
            ],
        ),
        (
            T::Captcha,
            &[
                "codigo de seguridad|verificacion",
                "escriba|introduzca|ingrese|copie|escribe|introduce .? .? codigo|caracteres|letras|numeros|texto .? .? .? .? imagen|muestra|muestran|aparece|aparecen",
                "no soy un robot",
                "pregunta de? seguridad|antispam",
                "codigo|caracteres de la imagen",
                "eres humano",
            ],
        ),
        (
            T::BrowserCheck,
            &["comprobando|verificando su|tu navegador", "un momento", "acceso denegado|bloqueado"],
        ),
        (
            T::Closed,
            &[
                "ya no .? acepta*|admite*",
                "no .? aceptamos|admitimos|aceptan mas|nuevos|nuevas",
                "registro|registros|inscripciones .? cerrad*",
                "ha|permanentemente cerrado|cerrada",
            ],
        ),
        (
            T::NotFound,
            &[
                "pagina .? .? .? no encontrada|existe|encuentra|disponible",
                "no .? .? encontrado|encontrada|encontramos|encontro .? .? pagina",
                "pagina no encontrada",
            ],
        ),
        (
            T::ServerDown,
            &[
                "en|por mantenimiento",
                "error interno|del servidor|interno",
                "temporalmente|momento .? disponible|fuera",
                "no disponible",
                "volvemos|volveremos pronto|enseguida",
            ],
        ),
        (
            T::AddBusiness,
            &[
                "anadir|agregar|registrar|inscribir|publicar|anunciar|sugerir|incluir|anade|agrega|registra|inscribe|publica|anuncia|registre|agregue|anada|publique|enviar|crear|dar|alta .? un|una|tu|su|mi|el|la|nuevo|nueva? .? empresa|negocio|sitio|web|pagina|enlace|anuncio|url|comercio|local|ficha|establecimiento",
                "^ alta .? .? .?",
                "^ registro gratuito|gratis",
                "^ anunciate|anunciese|registrate|inscribete gratis",
                "^ publicar|anadir|agregar|enviar .? $",
                "^ da|dar|dese de? alta",
            ],
        ),
        (T::Cookies, &["cookies|cookie", "privacidad", "consentimiento", "rgpd"]),
        (
            T::Reject,
            &[
                "rechazar|rechazo|denegar",
                "solo .? .? necesarias|esenciales|imprescindibles",
                "continuar sin",
                "solo cookies",
            ],
        ),
        (
            T::Accept,
            &[
                "aceptar|acepto|permitir|consentir",
                "^ entendido|ok|vale|acuerdo",
                "^ de acuerdo",
                "^ aceptar .? .?",
            ],
        ),
        (T::Close, &["^ cerrar", "^ no gracias", "^ mas tarde", "^ ahora no", "^ omitir|saltar $"]),
        (
            T::Submit,
            &[
                "^ enviar|publicar|registrar|anadir|agregar|finalizar|guardar|crear|confirmar|terminar|completar|inscribir|mandar|anunciar|solicitar|sugerir .? .? .? .? .?",
                "^ dar de alta",
                "^ listo|aceptar $",
            ],
        ),
        (
            T::Next,
            &[
                "^ siguiente|continuar|seguir|proximo|avanzar .? .? .?",
                "^ paso siguiente",
                "^ guardar y continuar",
            ],
        ),
        (T::Preview, &["^ .? vista previa .? .?", "^ previsualizar|revisar .? .? .?"]),
        (
            T::Publish,
            &[
                "^ publicar|confirmar|enviar|finalizar .? .? .? .?",
                "^ si .? .?",
                "^ continuar .? .? publicacion|publicar",
                "^ .? .? publicar",
            ],
        ),
        (
            T::Back,
            &[
                "^ volver|atras|anterior|cancelar|borrar|eliminar|editar|modificar|limpiar|restablecer|imprimir|compartir|corregir .? .? .?",
                "^ paso anterior",
                "^ anadir|agregar|registrar|enviar|publicar otro|otra",
                "^ ver|mostrar .? .?",
            ],
        ),
        (T::Draft, &["borrador", "guardar para"]),
        (T::Search, &["^ buscar|busqueda|filtrar|encontrar .? .?"]),
        (
            T::Login,
            &[
                "^ iniciar|inicia|inicie sesion",
                "^ acceder|entrar|ingresar|login|identificarse|identificate|registrarse|registrate|conectar .? .?",
                "^ .? .? con google|facebook|apple",
                "^ crear .? cuenta",
                "olvidado|olvidaste|recuperar .? contrasena",
                "^ mi cuenta",
            ],
        ),
        (T::Newsletter, &["boletin|newsletter", "^ suscribirse|suscribirme|suscribete|suscribir"]),
        (T::Pay, &["^ .? pagar|comprar .? .?", "pago|carrito", "^ .? .? premium"]),
        (
            T::Helper,
            &[
                "^ subir|cargar|examinar|adjuntar|explorar .? .?",
                "^ elegir|seleccionar|anadir|agregar .? archivo|archivos|imagen|imagenes|foto|fotos|logo|logotipo",
                "^ anadir|agregar .? otro|otra|mas",
                "^ localizar|ubicar|geolocalizar|generar .? .?",
                "^ usar|obtener mi? ubicacion",
            ],
        ),
        (T::Free, &["gratis|gratuit*"]),
    ],
};
