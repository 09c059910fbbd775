import Text

/// A question of staff's, with what it must, or must not, lead to.
public struct Example: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Must lead there.
    case positive = "Try_"
    /// Must not lead there.
    case negative = "Not_"
    /// Should lead there, and is known not to yet.
    case missed = "Miss_"
  }

  public var place: SourcePlace
  public var language: Language
  public var text: String
  public var kind: Kind
  public var intent: String
  /// The record that must be among those that answer.
  public var record: String?
  /// Slots by name.
  public var expectations: [String: String]
}

extension Example {
  /// The examples of all intents and facts: `Try_en: any plots left near gaoyao? -> place=gaoyao`.
  public static func read(_ files: [RecFile], diagnostics: inout Diagnostics) -> [Example] {
    var examples: [Example] = []
    for set in files.flatMap(\.sets) where set.type == "Intent" || set.type == "Fact" {
      for record in set.records {
        guard let intent = record.value(set.type == "Intent" ? "Name" : "Intent") else { continue }
        let id = set.type == "Fact" ? record.value("Id") : nil
        for field in record.fields {
          guard let kind = Kind.allCases.first(where: { field.name.hasPrefix($0.rawValue) }),
            let language = Language.allCases.first(where: { field.name == kind.rawValue + $0.fieldSuffix })
          else { continue }
          var (text, expectations) = (field.value, [String: String]())
          if let arrow = field.value.firstRange(of: "->") {
            text = String(field.value[..<arrow.lowerBound])
            expectations = read(expectations: field.value[arrow.upperBound...], field, &diagnostics)
          }
          examples.append(
            Example(
              place: field.place(at: 0), language: language, text: text, kind: kind, intent: intent, record: id,
              expectations: expectations))
        }
      }
    }
    return examples
  }

  private static func read(
    expectations text: Substring, _ field: RecField, _ diagnostics: inout Diagnostics
  ) -> [String: String] {
    var result: [String: String] = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      guard pair.count == 2 else {
        diagnostics.error(field.place(at: 0), "expected name=value after \"->\", but found \"\(part)\"")
        continue
      }
      result[pair[0]] = pair[1]
    }
    return result
  }
}
