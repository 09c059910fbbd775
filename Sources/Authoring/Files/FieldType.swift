#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A field type of the rec format.
enum FieldType {
  case any
  case integer
  case real
  case range(Int, Int)
  case line
  case bool
  case enumeration([String])
  /// A POSIX extended regular expression, as recutils takes it.
  case pattern(PosixPattern)
  /// The key of a record of another type.
  case reference(String)

  init(
    _ words: [String], _ field: RecField, _ definitions: [String: FieldType], _ diagnostics: inout Diagnostics
  ) {
    switch words[0] {
    case "int": self = .integer
    case "real": self = .real
    case "line": self = .line
    case "bool": self = .bool
    case "range":
      let bounds = words.dropFirst().map { Int($0) }
      self =
        bounds.count == 2
        ? .range(bounds[0] ?? .min, bounds[1] ?? .max) : .range(0, bounds.first.flatMap { $0 } ?? .max)
    case "enum": self = .enumeration(Array(words.dropFirst()))
    case "rec": self = .reference(words.count > 1 ? words[1] : "")
    case "regexp":
      let text = words.dropFirst().joined(separator: " ")
      guard let delimiter = text.first, text.count >= 2, text.last == delimiter else {
        diagnostics.error(
          field.place, "expected a regular expression between two equal characters, as in /[0-9]+/")
        self = .any
        return
      }
      self = .pattern(PosixPattern(String(text.dropFirst().dropLast())))
    case "date", "email", "field", "uuid": self = .line
    default:
      if let defined = definitions[words[0]] {
        self = defined
      } else {
        diagnostics.error(field.place, "no such type: \"\(words[0])\"")
        self = .any
      }
    }
  }

  func check(_ field: RecField, keys: [String: [String: RecField]], diagnostics: inout Diagnostics) {
    // Most fields of the files may hold anything: their value is not read.
    if case .any = self { return }
    let value = field.value
    func report(_ expected: String) {
      diagnostics.error(
        field.place(at: 0), "\(field.name) must be \(expected), but is \"\(value.prefix(60))\"")
    }
    switch self {
    case .any: break
    case .integer: if Int(value) == nil { report("a whole number") }
    case .real: if Double(value) == nil { report("a number") }
    case .range(let low, let high):
      // Staff may write a range that holds no number, which is no range of Swift's.
      if Int(value).map({ $0 < low || $0 > high }) ?? true {
        report("a whole number from \(low) to \(high)")
      }
    case .line: if value.utf8.contains(0x0A) { report("one line") }
    case .bool: if !["yes", "no", "0", "1", "true", "false"].contains(value) { report("yes or no") }
    case .enumeration(let values):
      if !values.contains(value) {
        report("one of \(values.joined(separator: ", "))\(Suggestion.hint(for: value, among: values))")
      }
    case .pattern(let pattern): if !pattern.matches(value) { report("of the form /\(pattern.text)/") }
    case .reference(let type):
      if let known = keys[type], known[value] == nil {
        diagnostics.error(
          field.place(at: 0),
          "no \(type) has the key \"\(value)\"\(Suggestion.hint(for: value, among: known.keys))")
      }
    }
  }
}

/// A regular expression by the C library, so that it means what recutils means.
final class PosixPattern {
  let text: String
  private var compiled = regex_t()
  private let isValid: Bool

  init(_ text: String) {
    self.text = text
    isValid = regcomp(&compiled, text, REG_EXTENDED | REG_NOSUB) == 0
  }

  deinit { if isValid { regfree(&compiled) } }

  /// Whether the expression is found in the text; one that cannot be compiled is found nowhere.
  func matches(_ text: String) -> Bool { isValid && regexec(&compiled, text, 0, nil, 0) == 0 }
}
