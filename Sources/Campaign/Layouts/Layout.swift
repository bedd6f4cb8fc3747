/// How a file becomes rows: its form, its columns, and where each column goes.
public struct Layout: Sendable {
  /// The layout's name, unique in a campaign.
  public var name: String
  /// The name under which its records are known, shared by the layouts of one supplier.
  public var source: String
  /// What its rows become.
  public var target: ImportTarget
  /// Delimiter, quote and encoding.
  public var format: FileFormat
  /// Whether the first record names the columns.
  public var hasHeader: Bool
  /// The columns in the file's order.
  public var columns: [LayoutColumn]
  /// The headers whose values together tell one row from another.
  public var key: [String]
  /// The headers whose values together are the record that a row belongs to: the key itself, but
  /// for rows that say something of a record of another file, such as votes.
  public var record: [String]
  /// The file's own words for a missing value.
  public var missing: [String]
  /// The day on which a snapshot was taken.
  public var asOf: Day?
  /// For events of people: the source in which `person_record` is a key.
  public var personSource: String?
  /// For snapshots: the columns to store, in order.
  public var snapshot: [SnapshotColumn]
  /// The headers of columns without any of which a line says nothing, as a call sheet's line of someone who
  /// wasn't called; none where every line is a row.
  public var onlyWith: [String] = []
  /// Whether the file's records of people are VANIDs, the numbers by which NGP VAN knows them.
  public var hasVANIDs = false
  /// Whether fields stand as `CSVWriter` writes them for spreadsheets.
  public var isSpreadsheetSafe = false

  /// Makes a layout.
  public init(
    name: String, source: String, target: ImportTarget, format: FileFormat, hasHeader: Bool,
    columns: [LayoutColumn], key: [String], record: [String]? = nil,
    missing: [String] = [], asOf: Day? = nil,
    personSource: String? = nil, snapshot: [SnapshotColumn] = []
  ) {
    self.name = name
    self.source = source
    self.target = target
    self.format = format
    self.hasHeader = hasHeader
    self.columns = columns
    self.key = key
    self.record = record ?? key
    self.missing = missing
    self.asOf = asOf
    self.personSource = personSource
    self.snapshot = snapshot
  }

  /// The columns that the layout stores, in order.
  public var storedColumns: [TargetColumn] {
    target == .snapshot
      ? snapshot.map { TargetColumn($0.name, $0.type, isRequired: false) } : target.columns
  }
}

/// One column of a file.
public struct LayoutColumn: Sendable {
  /// The header, and other spellings of it that files carry.
  public var headers: [String]
  /// Whether a file may lack the column.
  public var isOptional: Bool
  /// Where its values go; none for a column that is read past.
  public var outputs: [FieldMapping]
  /// The class of its values.
  public var provenance: String

  /// Makes a column.
  public init(
    headers: [String], isOptional: Bool = false, outputs: [FieldMapping], provenance: String
  ) {
    self.headers = headers
    self.isOptional = isOptional
    self.outputs = outputs
    self.provenance = provenance
  }
}

/// A stored column and how a field becomes its value.
public struct FieldMapping: Hashable, Sendable {
  /// The stored column's name.
  public var target: String
  /// How.
  public var conversion: Conversion

  /// Makes a mapping.
  public init(target: String, conversion: Conversion) {
    self.target = target
    self.conversion = conversion
  }
}

/// A ready-made column of a snapshot.
public struct SnapshotColumn: Hashable, Sendable {
  /// What a column may be used for.
  public enum Role: String, CaseIterable, Sendable {
    /// Enters models by itself.
    case feature
    /// What happened afterwards: an outcome, never a feature.
    case outcome
    /// What was done to the person in an experiment: never a feature by itself.
    case treatment
    /// Who was put into an arm of an experiment together: never a feature.
    case cluster
    /// Holds the outcome in disguise: never a feature.
    case leak
  }

  /// Its name, in the file and in the database.
  public var name: String
  /// What it may be used for.
  public var role: Role
  /// What its values are.
  public var type: ValueType
  /// Words for a caller, with `{value}` in the value's place.
  public var says: String?

  /// Makes a column.
  public init(name: String, role: Role, type: ValueType, says: String? = nil) {
    self.name = name
    self.role = role
    self.type = type
    self.says = says
  }
}
