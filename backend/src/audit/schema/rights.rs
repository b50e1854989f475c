//! Row security, grants, the role that serves, and what the data API shows.

use crate::audit::check::{Check, Spec};
use sqlx::PgPool;

const ROW_SECURITY: Spec = Spec::security("schema.row_security", "R1");
const GRANTS: Spec = Spec::security("schema.grants", "R1");
const ROLE: Spec = Spec::security("schema.serving_role", "R1");
const HISTORY: Spec = Spec::security("schema.history", "R7");
const FUNCTIONS: Spec = Spec::security("schema.functions", "R1");
const EXPOSED: Spec = Spec::security("schema.exposed", "R1");

/// Supabase's API roles, and everybody. Who among them is not on this server needs no right taken away.
const STRANGERS: &str = "('anon', 'authenticated', 'service_role', 'authenticator')";

pub(super) async fn checks(pool: &PgPool) -> sqlx::Result<Vec<Check>> {
    Ok(vec![
        row_security(pool).await?,
        grants(pool).await?,
        role(pool).await?,
        history(pool).await?,
        functions(pool).await?,
        exposed(pool).await?,
    ])
}

async fn row_security(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_row_security
         WITH ours AS (
           SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity
           FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind IN ('r', 'p')
             AND (n.nspname = 'autobolt' OR (n.nspname = 'public' AND c.relname IN ('jobs', 'job_results'))))
         SELECT name || ' has no row security' FROM ours WHERE NOT relrowsecurity
         UNION ALL
         SELECT name || ': policy ' || p.polname || ' is for ' ||
                coalesce((SELECT string_agg(r.rolname::text, ', ') FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)), 'everybody')
         FROM ours JOIN pg_catalog.pg_policy p ON p.polrelid = ours.oid
         WHERE p.polroles <> ARRAY[(SELECT oid FROM pg_catalog.pg_roles WHERE rolname = 'autobolt_app')]
         ORDER BY 1",
    )
    .fetch_all(pool)
    .await?;
    Ok(ROW_SECURITY.judge(
        &wrong,
        "row security is on for every table of AutoBolt's, with policies for autobolt_app alone",
        "As the owner: alter table … enable row level security; drop policy … on …",
    ))
}

async fn grants(pool: &PgPool) -> sqlx::Result<Check> {
    // `PUBLIC` is grantee 0. A right on one column is a right.
    let sql = format!(
        "-- audit_grants
         WITH strangers AS (
           SELECT oid, rolname::text AS name FROM pg_catalog.pg_roles WHERE rolname IN {STRANGERS}
           UNION ALL SELECT 0, 'PUBLIC'),
         held AS (
           SELECT a.grantee, a.privilege_type, 'schema autobolt' AS what
           FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a WHERE n.nspname = 'autobolt'
           UNION ALL
           SELECT a.grantee, a.privilege_type, n.nspname || '.' || c.relname
           FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, pg_catalog.aclexplode(c.relacl) a
           WHERE n.nspname = 'autobolt' OR (n.nspname = 'public' AND c.relname IN ('jobs', 'job_results'))
           UNION ALL
           SELECT a.grantee, a.privilege_type, n.nspname || '.' || c.relname || '.' || t.attname
           FROM pg_catalog.pg_attribute t JOIN pg_catalog.pg_class c ON c.oid = t.attrelid
           JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, pg_catalog.aclexplode(t.attacl) a
           WHERE n.nspname = 'autobolt' OR (n.nspname = 'public' AND c.relname IN ('jobs', 'job_results'))
           UNION ALL
           SELECT a.grantee, a.privilege_type, 'function autobolt.' || p.proname
           FROM pg_catalog.pg_proc p,
                pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
           WHERE p.pronamespace = 'autobolt'::regnamespace AND p.prorettype <> 'trigger'::regtype)
         SELECT DISTINCT s.name || ' has ' || h.privilege_type || ' on ' || h.what
         FROM held h JOIN strangers s ON s.oid = h.grantee
         UNION
         SELECT m.rolname || ' may act as autobolt_app'
         FROM pg_catalog.pg_roles m JOIN strangers s ON s.oid = m.oid
         WHERE pg_catalog.pg_has_role(m.oid, 'autobolt_app', 'MEMBER') AND NOT m.rolsuper
         ORDER BY 1"
    );
    let wrong: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await?;
    Ok(GRANTS.judge(
        &wrong,
        "anon, authenticated, service_role and PUBLIC hold no right on the schema autobolt, its tables, sequences and functions, nor on \
         public.jobs and public.job_results",
        "As the owner: revoke all on … from …",
    ))
}

async fn role(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_serving_role
         WITH me AS (SELECT * FROM pg_catalog.pg_roles WHERE rolname = current_user)
         SELECT 'the backend serves as ' || rolname || ', a superuser' FROM me WHERE rolsuper
         UNION ALL SELECT 'the backend serves as ' || rolname || ', which row security does not bind' FROM me WHERE rolbypassrls AND NOT rolsuper
         UNION ALL SELECT 'the backend serves as ' || rolname || ', which may make roles' FROM me WHERE rolcreaterole AND NOT rolsuper
         UNION ALL SELECT 'the serving role owns ' || n.nspname || '.' || c.relname
           FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, me
           WHERE c.relowner = me.oid AND n.nspname IN ('autobolt', 'public') AND NOT me.rolsuper
         UNION ALL SELECT 'the serving role may read public.customers directly'
           FROM me WHERE to_regclass('public.customers') IS NOT NULL AND NOT me.rolsuper
             AND pg_catalog.has_table_privilege('public.customers', 'SELECT')",
    )
    .fetch_all(pool)
    .await?;
    let name: String =
        sqlx::query_scalar("-- audit_current_role\n SELECT current_user::text").fetch_one(pool).await?;
    Ok(ROLE.judge(
        &wrong,
        format!("the backend serves as {name}: no superuser, bound by row security, owner of nothing, and customers reach it through a function only"),
        "Set DATABASE_URL to the role autobolt_app (docs/deploy.md, \"On Supabase\").",
    ))
}

async fn history(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_history
         SELECT 'autobolt_app may ' || lower(p) || ' autobolt.' || t
         FROM unnest(ARRAY['audit_log', 'events', 'reports']) t, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p
         WHERE to_regclass('autobolt.' || t) IS NOT NULL
           AND pg_catalog.has_table_privilege('autobolt_app', 'autobolt.' || t, p)
         UNION ALL
         SELECT 'autobolt_app may ' || lower(p) || ' public.' || t
         FROM unnest(ARRAY['jobs', 'job_results']) t, unnest(ARRAY['DELETE', 'TRUNCATE']) p
         WHERE to_regclass('public.' || t) IS NOT NULL
           AND pg_catalog.has_table_privilege('autobolt_app', 'public.' || t, p)
         ORDER BY 1",
    )
    .fetch_all(pool)
    .await?;
    Ok(HISTORY.judge(
        &wrong,
        "the serving role can add to the audit log, the timeline and the stored reports and change none of it; it can delete no job and no result",
        "As the owner: revoke update, delete, truncate on … from autobolt_app",
    ))
}

async fn functions(pool: &PgPool) -> sqlx::Result<Check> {
    let wrong: Vec<String> = sqlx::query_scalar(
        "-- audit_functions
         SELECT 'autobolt.' || p.proname || ' runs with its owner''s rights and whatever search_path its caller has'
         FROM pg_catalog.pg_proc p
         WHERE p.pronamespace = 'autobolt'::regnamespace AND p.prosecdef
           AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=\"\"']
         UNION ALL
         SELECT 'autobolt.' || p.proname || ' belongs to the role that serves'
         FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_roles r ON r.oid = p.proowner
         WHERE p.pronamespace = 'autobolt'::regnamespace AND r.rolname = 'autobolt_app'
         UNION ALL
         SELECT 'autobolt.' || f || ' is missing'
         FROM unnest(ARRAY['customer_profile', 'customer_search', 'customers_are_ours', 'customer_put']) f
         WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'autobolt'::regnamespace AND p.proname = f)
         ORDER BY 1",
    )
    .fetch_all(pool)
    .await?;
    Ok(FUNCTIONS.judge(
        &wrong,
        "the functions that read customers are there, run with a fixed search_path, and do not belong to the serving role",
        "As the owner: alter function … set search_path = ''",
    ))
}

async fn exposed(pool: &PgPool) -> sqlx::Result<Check> {
    const FIX: &str = "Take `autobolt` out of Project Settings → Data API → Exposed schemas.";
    // PostgREST reads its settings from the role it signs in as; one for this database goes before one for all.
    let settings: Vec<String> = sqlx::query_scalar(
        "-- audit_exposed
         SELECT split_part(c, '=', 2)
         FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) c
         WHERE r.rolname = 'authenticator' AND c LIKE 'pgrst.db_schemas=%'
           AND s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
         ORDER BY s.setdatabase DESC",
    )
    .fetch_all(pool)
    .await?;
    let has_data_api: bool = sqlx::query_scalar(
        "-- audit_data_api\n SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'authenticator')",
    )
    .fetch_one(pool)
    .await?;
    Ok(match settings.first() {
        Some(schemas) if schemas.split(',').any(|schema| schema.trim().trim_matches('"') == "autobolt") => {
            EXPOSED.fail(format!("the data API exposes: {schemas}"), FIX)
        }
        Some(schemas) => EXPOSED.pass(format!("the data API exposes {schemas}, and not autobolt")),
        None if has_data_api => EXPOSED.pass(
            "the data API's list of schemas is not set in this database, and its roles have no right on the schema autobolt whatever it exposes",
        ),
        None => EXPOSED.pass("this server has no data API (no role authenticator)"),
    })
}
