//! Portuguese.

use super::{Language, Topic as T};

pub(super) static LANGUAGE: Language = Language {
    thing: "anuncio|empresa|negocio|site|sitio|link|ligacao|url|pedido|cadastro|registro|registo|ficha|mensagem|formulario|envio|inscricao|proposta|sugestao|dados|informacoes|informacao|perfil|pagina|solicitacao|submissao|publicacao|loja|produto|projeto|candidatura",
    core: "anuncio|pedido|cadastro|registro|registo|ficha|mensagem|formulario|envio|inscricao|proposta|sugestao|link|solicitacao|submissao|publicacao|empresa|negocio|site|dados",
    done: "enviad*|recebid*|registrad*|registad*|cadastrad*|adicionad*|publicad*|criad*|guardad*|salv*|aceit*|incluid*|inscrit*|submetid*|encaminhad*|concluid*|efetuad*|realizad*",
    condition: "se|quando|apos|depois|assim|antes|ate|vez|como|deve|devem|pode|meu|minha",
    denial: "nao|nenhum|nenhuma|nunca|sem|erro",
    answers: &[
        (
            T::Received,
            &[
                "^ .? <core> .? concluid*|confirmad*|efetuad* .? .? $",
                "seu|sua|seus|suas|teu|tua|o|a|os seu|sua|seus|vosso|vossa? .? .? <thing> .? foi|foram|esta .? .? <done>",
                "o|a|os|este|esta <core> foi|foram .? <done>",
                "^ <core> .? foi? .? <done> .? .? $",
                "^ .? <core> <done> .? sucesso|corretamente",
                "¤ foi .? <done>",
                "<done> com sucesso",
                "com sucesso foi",
                "recebemos|registramos|registamos o|a|os seu|sua|seus .? <thing>",
                "recebemos seu|sua|seus .? <thing>",
                "recebemos os|as|a dados|informacoes|ficha|pedido da|do sua|seu .? <thing>",
                "obrigado|obrigada|agradecemos .? .? por|pelo|pela|o|a enviar|cadastrar|registrar|registar|adicionar|inscrever|submeter|publicar|sugerir|seu|sua|envio|cadastro|registro|registo|inscricao|submissao|contato|contacto|sugestao .?",
                "seu|sua .? <thing> .? esta|encontra .? .? pendente|em|aguardando|aguarda|online|no|ativo|sendo .? analise|revisao|aprovacao|ar|analisado|de|moderacao|analisada|avaliacao|$",
            ],
        ),
        (
            T::Thanks,
            &[
                "^ recebido|enviado obrigado|obrigada $",
                "seu|sua <thing> .? aparecera|sera",
                "voce recebera .? .? noticias",
                "nossa equipe verifica|analisa cada|todos|todas",
                "^ .? obrigado|obrigada ¤? $",
                "^ sucesso|parabens|pronto|enviado|feito|concluido $",
                "sera|serao .? .? analisad*|revisad*|publicad*|verificad*|avaliad*|aprovad*|moderad*",
                "entraremos em contato|contacto",
                "nossa|nosso equipe|equipa|time",
                "recebera|receberas|iremos|vamos",
                "aguardando aprovacao",
            ],
        ),
        (
            T::Review,
            &[
                "analisaremos|revisaremos|verificaremos|analisamos|avaliaremos",
                "pendente|aguarda|aguardando|em|espera de? aprovacao|analise|revisao|moderacao|verificacao|validacao|avaliacao",
                "sera|serao|sendo .? .? analisad*|revisad*|verificad*|aprovad*|moderad*|avaliad*",
                "moderador|moderadores|administrador|moderacao|aprovacao",
                "apos|depois .? .? .? aprovad*|aprovacao|analise|revisao|verificacao",
                "em|prazo|ate _ horas|dias",
            ],
        ),
        (
            T::ConfirmEmail,
            &[
                "enviamos|enviado .? link para ¤|o|seu",
                "confirme|confirmar|verifique|verificar|valide|ative|ativar .? seu|sua|o|a .? seu|sua? .? email|endereco|cadastro|anuncio|inscricao|registro|registo",
                "verifique|confira|consulte|veja .? sua|seu|a|o .? sua|seu? caixa|email|emails",
                "clique|clicar|siga .? .? .? .? link .? .? .? .? email|enviado|recebido|mensagem",
                "link de confirmacao|ativacao|verificacao|validacao",
                "email|mensagem de confirmacao|ativacao|verificacao|validacao",
            ],
        ),
        (
            T::Duplicate,
            &[
                "ja existe|existem|esta|estao|foi|consta|cadastrad*|registrad*|registad*|listad*|se",
                "duplicado|duplicada|duplicados",
            ],
        ),
        (
            T::Refused,
            &[
                "foi|esta .? rejeitad*|recusad*|bloquead*|negad*|reprovad*",
                "nao podemos|aceitamos aceitar|publicar|incluir|sites|empresas",
                "como spam",
                "nao atende|cumpre",
            ],
        ),
        (
            T::Failure,
            &[
                "nao foi|pode|conseguimos|foram|ser .? .? .? .? enviad*|enviar|salv*|guardad*|registrad*|registad*|recebid*|processad*|possivel|concluid*",
                "erro ao|no|interno|inesperado|durante|de|na",
                "ocorreu um|algum",
                "^ .? erro|erros|falha",
                "um erro",
                "tente novamente|mais|outra",
                "falhou|falha",
                "algo deu errado|mal",
                "corrija|corrigir",
                "sessao .? expirou|expirada",
                "muitas tentativas",
                "ainda nao .? .? enviad*|concluid*",
            ],
        ),
        (
            T::Complaint,
            &[
                "muito rapido|depressa",
                "obrigatorio|obrigatoria|obrigatorios|requerido",
                "por favor preencha|insira|informe|selecione|digite|escolha|indique|aceite|corrija|introduza",
                "preencha|informe|insira|digite|introduza este|o|a|um|uma|seu|sua|todos|os",
                "invalido|invalida|incorreto|incorreta",
                "nao e valido|valida",
                "deve|devem ser|conter|ter|aceitar|estar",
                "nao pode .? .?",
                "muito curto|curta|longo|longa",
                "pelo menos|maximo|minimo . caracteres|palavras",
                "no minimo|maximo . caracteres",
                "apenas|somente|so numeros|digitos|letras",
                "sem espacos|simbolos|hifens|tracos",
                "faltando|falta|em branco",
            ],
        ),
        (
            T::Further,
            &[
                "quase pronto|la|terminado|concluido",
                "ultimo|ultima|proximo|proxima|mais passo|etapa|um|uma",
                "previa|previsualizacao|previsualizar|visualizacao|rascunho",
                "pre visualizacao|visualizar",
                "para concluir|completar|finalizar",
                "antes de enviar|publicar|confirmar",
                "escolha|selecione .? .? plano|pacote",
                "passo|etapa . de",
                "confira|revise|verifique|confirme seus|os|as|suas .? dados|informacoes",
            ],
        ),
        (
            T::Unfinished,
            &[
                "quase pronto|la|terminado|concluido",
                "mais um passo",
                "ultimo|ultima passo|etapa",
                "rascunho",
                "para concluir|completar|finalizar seu|sua|o|a",
                "ainda nao .? .? enviad*|concluid*",
                "incompleto|incompleta",
                "pre|uma visualizacao|previa",
            ],
        ),
        (
            T::Working,
            &[
                "^ .? enviando|carregando|processando|salvando|publicando",
                "^ a .? enviar|carregar|processar",
                "aguarde|espere",
                "redirecionando",
            ],
        ),
        (
            T::LoginNeeded,
            &[
                "deve|precisa|necessario|tem|favor .? .? fazer|estar|entrar|iniciar|registrar|cadastrar|registar|faca|ter login|logado|registrado|registado|cadastrado|sessao|na|se|uma|conectado|autenticado",
                "faca|entre|inicie|registe|cadastre .? login|sessao|conta|se para|antes",
                "apenas|somente .? usuarios|membros|utilizadores",
                "crie|criar uma conta para|antes",
                "login obrigatorio|necessario",
            ],
        ),
        (
            T::PayNeeded,
            &[
                "pagamento|pagamentos|pagar",
                "por|ao mes|ano",
                "cartao de credito",
                "numero do cartao",
                "escolha|selecione .? .? plano|pacote",
                "taxa de inscricao|cadastro",
            ],
        ),
        (
            T::PhoneCode,
            &[
                "codigo .? .? .? por|via sms",
                "codigo sms",
                "verifique|confirme .? seu .? .? telefone|celular|telemovel|numero",
            ],
        ),
        (
            T::Captcha,
            &[
                "codigo de seguranca|verificacao",
                "digite|insira|introduza|escreva|copie .? .? codigo|caracteres|letras|numeros|texto .? .? .? .? imagem|abaixo|acima|ve|exibido|exibidos",
                "nao sou um robo",
                "pergunta de? seguranca|antispam",
                "codigo|caracteres da imagem",
                "antispam",
            ],
        ),
        (T::BrowserCheck, &["verificando .? seu navegador", "um momento", "acesso negado|bloqueado"]),
        (
            T::Closed,
            &[
                "nao .? .? aceitamos|aceita|aceitando mais|novos|novas",
                "inscricoes|cadastros .? encerrad*|fechad*|suspens*",
                "foi|esta encerrado|encerrada|desativado",
            ],
        ),
        (T::NotFound, &["pagina .? .? .? nao encontrada|existe|disponivel", "nao .? encontrada|encontrado"]),
        (
            T::ServerDown,
            &[
                "em manutencao",
                "erro interno|do servidor|no servidor",
                "temporariamente indisponivel|fora",
                "indisponivel",
                "voltamos|voltaremos .? breve|logo",
            ],
        ),
    ],
    buttons: &[
        (
            T::AddBusiness,
            &[
                "adicionar|cadastrar|registrar|registar|anunciar|inserir|publicar|sugerir|incluir|adicione|cadastre|registre|registe|anuncie|insira|publique|inclua|sugira|divulgue|criar .? um|uma|seu|sua|meu|minha|o|a|novo|nova? sua|seu? .? empresa|negocio|site|link|anuncio|loja|url|ficha|estabelecimento",
                "^ cadastro|registo|registro|anuncio gratuito|gratis|empresa",
                "^ cadastre|anuncie|registe .? gratis|aqui|gratuitamente",
                "^ adicionar|cadastrar|anunciar|sugerir .? $",
                "^ anuncie .? .? $",
            ],
        ),
        (T::Cookies, &["cookies|cookie", "privacidade", "consentimento", "lgpd|rgpd"]),
        (
            T::Reject,
            &["rejeitar|recusar|negar", "apenas|somente|so .? .? necessarios|essenciais", "continuar sem"],
        ),
        (
            T::Accept,
            &[
                "aceitar|aceito|permitir|concordo|concordar",
                "^ entendi|ok|certo|percebi $",
                "^ aceitar .? .?",
            ],
        ),
        (
            T::Close,
            &["^ fechar", "^ nao obrigado|obrigada", "^ mais tarde", "^ agora nao", "^ pular|saltar $"],
        ),
        (
            T::Submit,
            &[
                "^ enviar|publicar|cadastrar|registrar|registar|adicionar|salvar|guardar|concluir|finalizar|confirmar|criar|anunciar|submeter|inserir|incluir|gravar|solicitar .? .? .? .? .?",
                "^ pronto $",
            ],
        ),
        (
            T::Next,
            &[
                "^ proximo|proxima|continuar|avancar|seguinte|prosseguir .? .? .?",
                "^ salvar|guardar e continuar",
                "^ passo|etapa seguinte",
            ],
        ),
        (
            T::Preview,
            &[
                "^ .? previa|previsualizar|rever|revisar .? .?",
                "^ pre visualizar|visualizacao",
                "^ visualizar .? .?",
            ],
        ),
        (
            T::Publish,
            &[
                "^ publicar|confirmar|enviar|finalizar|concluir .? .? .? .?",
                "^ sim .? .?",
                "^ continuar .? .? publicacao|publicar",
            ],
        ),
        (
            T::Back,
            &[
                "^ voltar|anterior|cancelar|apagar|excluir|eliminar|editar|limpar|modificar|alterar|imprimir|partilhar|compartilhar|corrigir .? .? .?",
                "^ passo|etapa anterior",
                "^ adicionar|cadastrar|enviar|registrar|registar outro|outra",
                "^ ver|mostrar .? .?",
            ],
        ),
        (T::Draft, &["rascunho", "salvar|guardar para depois"]),
        (T::Search, &["^ buscar|pesquisar|procurar|filtrar|busca|pesquisa .? .?"]),
        (
            T::Login,
            &[
                "^ entrar|login|acessar|aceder .? .?",
                "^ iniciar sessao",
                "^ .? com google|o|facebook|apple",
                "^ criar .? conta",
                "^ cadastre|registe|registre se",
                "esqueci|esqueceu .? senha|palavra",
                "^ minha conta",
            ],
        ),
        (T::Newsletter, &["newsletter|boletim", "^ assinar|subscrever"]),
        (T::Pay, &["^ .? pagar|comprar .? .?", "pagamento|carrinho", "^ .? .? premium"]),
        (
            T::Helper,
            &[
                "^ carregar|anexar|procurar|upload .? .? ficheiro|arquivo|imagem|foto|fotos|imagens|logo|logotipo",
                "^ escolher|selecionar|adicionar .? ficheiro|arquivo|arquivos|imagem|imagens|foto|fotos|logo|logotipo",
                "^ adicionar .? outro|outra|mais|linha|campo",
                "^ usar|obter .? localizacao",
                "^ gerar|localizar",
            ],
        ),
        (T::No, &["nao|recuso"]),
        (T::Free, &["gratis|gratuit*"]),
    ],
};
