import Postgres
import TestSupport

@testable import Pipeline

extension TestCampaign {
  /// A digest of each table of `person.*`, without what numbers batches and runs.
  ///
  /// - Parameter columns: columns to leave out.
  func contents(
    of schema: String = "person",
    without columns: [String] = [
      "batch_id", "decided_run", "undone_on", "evidence", "tier",
    ]
  ) throws -> [String: String] {
    var connection = try administrator()
    let tables = try connection.rows(
      """
      select table_name::text, string_agg(quote_ident(column_name), ', ' order by ordinal_position)
      from information_schema.columns
      where table_schema = $1 and column_name <> all ($2)
      group by table_name
      """, [.text(schema), .texts(columns)]
    ) { (name: try $0.text(0), columns: try $0.text(1)) }
    var contents: [String: String] = [:]
    for table in tables {
      let live = table.name == "identity" ? "where undone_on is null" : ""
      let digest = Statement(
        """
        select count(*) || ' rows ' || coalesce(md5(string_agg(line, E'\\n' order by line)), '')
        from (select row(\(table.columns))::text as line from \(schema).\(table.name) \(live)) as lines
        """, file: "test")
      contents[table.name] = try connection.rows(digest) { try $0.text(0) }.first
    }
    return contents
  }
}
