import Text

/// The names of a field that stands once for each language: `Text_en`, `Text_zh_Hans`, …
struct FieldNames {
  static let ask = FieldNames("Ask")
  static let address = FieldNames("Address")
  static let example = FieldNames("Example")
  static let name = FieldNames("Name")
  static let note = FieldNames("Note")
  static let publisher = FieldNames("Publisher")
  static let reply = FieldNames("Reply")
  static let say = FieldNames("Say")
  static let text = FieldNames("Text")
  static let title = FieldNames("Title")

  private let names: [FieldName]

  private init(_ field: String) {
    names = Language.allCases.map { FieldName("\(field)_\($0.fieldSuffix)") }
  }

  subscript(language: Language) -> FieldName { names[language.index] }

  /// The language of a field, or nil where it is none of these.
  func language(of name: FieldName) -> Language? { names.firstIndex(of: name).map { Language.allCases[$0] } }
}
