/// Holds every file against the descriptor it carries, as `recfix --check` does: `%key`, `%mandatory`, `%allowed`,
/// `%prohibit`, `%unique`, `%singular`, `%type`, `%typedef`. The other directives are left to recutils.
enum SchemaCheck {
  static func run(_ files: [RecFile], diagnostics: inout Diagnostics) {
    var keys: [String: Set<String>] = [:]
    for set in files.flatMap(\.sets) {
      guard let descriptor = set.descriptor, let name = descriptor.value("%key") else { continue }
      let key = FieldName(name)
      for record in set.records {
        if let value = record.value(key) { keys[set.type, default: []].insert(value) }
      }
    }
    // Files of one type mostly have the same descriptor.
    var schemas: [[String]: Schema] = [:]
    var seen: [String: [String: RecField]] = [:]
    for file in files {
      for set in file.sets {
        guard let descriptor = set.descriptor else { continue }
        let text = descriptor.fields.flatMap { [$0.name, $0.value] }
        let schema = schemas[text] ?? Schema(descriptor, diagnostics: &diagnostics)
        if !diagnostics.hasErrors { schemas[text] = schema }
        for record in set.records {
          check(record, schema, keys, diagnostics: &diagnostics)
          if let (key, name) = schema.key, let field = record.field(name) {
            let value = field.value
            if let first = seen[set.type]?[value]?.place {
              diagnostics.error(
                field.place,
                "\(key) \"\(value)\" is taken already, at \(first.path):\(first.line)")
            } else {
              seen[set.type, default: [:]][value] = field
            }
          }
        }
      }
    }
  }

  private static func check(
    _ record: RecRecord, _ schema: Schema, _ keys: [String: Set<String>], diagnostics: inout Diagnostics
  ) {
    for (name, key) in schema.mandatory where !record.has(key) {
      diagnostics.error(record.place, "the record has no field \"\(name)\", which is mandatory")
    }
    for (position, field) in record.fields.enumerated() {
      guard let rule = schema.rules[field.key] else {
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
  var key: (name: String, key: FieldName)?
  var mandatory: [(name: String, key: FieldName)] = []
  /// nil: any field may stand.
  var allowed: Set<String>?
  /// What is said of a field; nothing of one that is not in `allowed`.
  var rules: [FieldName: FieldRule] = [:]

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
    self.key = key.map { ($0, FieldName($0)) }
    self.mandatory = mandatory.map { ($0, FieldName($0)) }
    for name in (allowed ?? Set(types.keys).union(unique)).union(prohibited) {
      rules[FieldName(name)] = FieldRule(
        isUnique: unique.contains(name), isProhibited: prohibited.contains(name), type: types[name])
    }
  }
}

/// What a descriptor says of one field.
struct FieldRule {
  var isUnique: Bool
  var isProhibited: Bool
  var type: FieldType?
}
