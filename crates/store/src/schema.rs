//! Tells the schema as the database knows it, for snapshots that show what a migration changed.

use std::fmt::Write;

use crate::connection::Connection;
use crate::{Engine, Fault};

const SQLITE: &str = "
    SELECT tbl_name, sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY tbl_name, type = 'table' DESC, type, name";

const POSTGRES: &str = "
    SELECT owner, line FROM (
        SELECT c.relname::text AS owner, 1 AS part, lpad(a.attnum::text, 4) AS place,
               concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
                   CASE WHEN l.collname = 'C' THEN 'COLLATE \"C\"' END,
                   CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                   CASE a.attidentity WHEN 'd' THEN 'IDENTITY' WHEN 'a' THEN 'IDENTITY ALWAYS' END,
                   'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS line
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relkind IN ('r', 'p', 'v') AND c.relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT c.relname, 2, n.conname, n.conname || ' ' || pg_get_constraintdef(n.oid)
        FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
        WHERE n.connamespace = current_schema()::regnamespace AND n.contype <> 'n'
        UNION ALL
        SELECT i.tablename, 3, i.indexname, i.indexdef FROM pg_indexes i
        WHERE i.schemaname = current_schema()
        UNION ALL
        SELECT c.relname, 4, t.tgname, pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT p.proname, 5, '', pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f'
    ) AS told ORDER BY owner COLLATE \"C\", part, place COLLATE \"C\"";

/// Every table with its columns, constraints, indexes and triggers, one under the other.
pub fn dump(connection: &Connection) -> Result<String, Fault> {
    let sql = match connection.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let (mut out, mut last) = (String::new(), String::new());
    connection.begin()?;
    connection.query(sql, &[], &mut |row| {
        let (owner, line): (String, String) = (row.get(0)?, row.get(1)?);
        if owner != last {
            write!(out, "\n-- {owner}\n").map_err(Fault::other)?;
            last = owner;
        }
        writeln!(out, "{line}").map_err(Fault::other)
    })?;
    connection.rollback();
    Ok(out.trim_start().to_owned())
}
