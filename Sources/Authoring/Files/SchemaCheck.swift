import Tables

/// Holds every file against the descriptor it carries, as `recfix --check` does: `%key`, `%mandatory`, `%allowed`,
/// `%prohibit`, `%unique`, `%singular`, `%type`, `%typedef`. The other directives are left to recutils.
enum SchemaCheck {
  static func run(_ files: [RecFile], diagnostics: inout Diagnostics) {
    let keys = keys(files, diagnostics: &diagnostics)
    // Files of one type mostly have the same descriptor.
    var schemas: [[String]: Schema] = [:]
    for file in files {
      for set in file.sets {
        guard let descriptor = set.descriptor else { continue }
        let text = descriptor.fields.flatMap { [$0.name, $0.value] }
        let schema = schemas[text] ?? Schema(descriptor, diagnostics: &diagnostics)
        if !diagnostics.hasErrors { schemas[text] = schema }
        for record in set.records { check(record, schema, keys, diagnostics: &diagnostics) }
      }
    }
  }

  /// The keys of all records by type, each with the field that has it first.
  private static func keys(_ files: [RecFile], diagnostics: inout Diagnostics) -> [String: [String: RecField]]
  {
    var keys: [String: [String: RecField]] = [:]
    for set in files.flatMap(\.sets) {
      guard let name = set.descriptor?.value("%key")?.split(separator: " ").first else { continue }
      let key = FieldName(name)
      var own = keys.removeValue(forKey: set.type) ?? [:]
      for field in set.records.lazy.compactMap({ $0.field(key) }) {
        let value = field.value
        if let first = own[value]?.place {
          diagnostics.error(
            field.place, "\(name) \"\(value)\" is taken already, at \(first.path):\(first.line)")
        } else {
          own[value] = field
        }
      }
      keys[set.type] = own
    }
    return keys
  }

  private static func check(
    _ record: RecRecord, _ schema: Schema, _ keys: [String: [String: RecField]],
    diagnostics: inout Diagnostics
  ) {
    for (name, key) in schema.mandatory where !record.has(key) {
      diagnostics.error(record.place, "the record has no field \"\(name)\", which is mandatory")
    }
    for (position, field) in record.fields.enumerated() {
      guard let rule = schema.rule(of: field.key) else {
        if let allowed = schema.allowed {
          diagnostics.error(
            field.place,
            "no such field here: \"\(field.name)\"\(Suggestion.hint(for: field.name, among: allowed))")
        }
        continue
      }
      if rule.isUnique, record.fields[..<position].count(where: { $0.key == field.key }) == 1 {
        diagnostics.error(field.place, "the field \"\(field.name)\" may stand only once in a record")
      }
      if rule.isProhibited {
        diagnostics.error(field.place, "the field \"\(field.name)\" may not stand here")
      }
      rule.type?.check(field, keys: keys, diagnostics: &diagnostics)
    }
  }
}

/// What a descriptor says.
struct Schema {
  var mandatory: [(name: String, key: FieldName)] = []
  /// nil: any field may stand.
  var allowed: Set<String>?
  /// What is said of fields; nothing of one that is not in `allowed`.
  private var rules: [FieldRule] = []
  /// Where that of each field stands in `rules`.
  private var positions = KeyTable()

  init(_ descriptor: RecRecord, diagnostics: inout Diagnostics) {
    var key: String?
    var mandatory: [String] = []
    var unique: Set<String> = []
    var prohibited: Set<String> = []
    var types: [String: FieldType] = [:]
    var definitions: [String: FieldType] = [:]
    for field in descriptor.fields {
      let words = field.value.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
      switch field.name {
      case "%key": key = words.first
      case "%mandatory": mandatory += words
      case "%unique", "%singular": unique.formUnion(words)
      case "%prohibit": prohibited.formUnion(words)
      case "%allowed": allowed = (allowed ?? []).union(words)
      case "%typedef":
        guard words.count >= 2 else {
          diagnostics.error(field.place, "expected \"%typedef: Name type …\"")
          break
        }
        definitions[words[0]] = FieldType(Array(words.dropFirst()), field, definitions, &diagnostics)
      case "%type":
        guard words.count >= 2 else {
          diagnostics.error(field.place, "expected \"%type: Field,Field type …\"")
          break
        }
        let type = FieldType(Array(words.dropFirst()), field, definitions, &diagnostics)
        for name in words[0].split(separator: ",") { types[String(name)] = type }
      case "%rec", "%doc", "%sort", "%size", "%constraint", "%confidential", "%auto": break
      default: diagnostics.error(field.place, "no such directive: \"\(field.name)\"")
      }
    }
    if let key {
      if !mandatory.contains(key) { mandatory.append(key) }
      unique.insert(key)
    }
    if allowed != nil { allowed?.formUnion(mandatory + Array(types.keys) + Array(unique)) }
    self.mandatory = mandatory.map { ($0, FieldName($0)) }
    for name in (allowed ?? Set(types.keys).union(unique)).union(prohibited) {
      _ = positions.value(of: FieldName(name).key, orInsert: UInt32(rules.count))
      rules.append(
        FieldRule(
          isUnique: unique.contains(name), isProhibited: prohibited.contains(name), type: types[name]))
    }
  }

  /// What is said of a field.
  func rule(of field: FieldName) -> FieldRule? { positions[field.key].map { rules[Int($0)] } }
}

/// What a descriptor says of one field.
struct FieldRule {
  var isUnique: Bool
  var isProhibited: Bool
  var type: FieldType?
}
