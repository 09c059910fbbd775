/// A language that the bot answers in; the raw value is its BCP 47 tag.
public enum Language: String, CaseIterable, Sendable, Hashable {
  case english = "en"
  case simplifiedChinese = "zh-Hans"
  case traditionalChinese = "zh-Hant"
  case japanese = "ja"
  case french = "fr"
  case arabic = "ar"

  /// The suffix of this language's fields in the data files: `zh_Hans` in `Text_zh_Hans`.
  public var fieldSuffix: String {
    switch self {
    case .simplifiedChinese: "zh_Hans"
    case .traditionalChinese: "zh_Hant"
    default: rawValue
    }
  }

  /// The position of this language in arrays with one place for each language.
  public var index: Int {
    switch self {
    case .english: 0
    case .simplifiedChinese: 1
    case .traditionalChinese: 2
    case .japanese: 3
    case .french: 4
    case .arabic: 5
    }
  }

  /// Whether this is Chinese, in either script.
  public var isChinese: Bool { self == .simplifiedChinese || self == .traditionalChinese }

  /// The language for a BCP 47 tag such as `zh-TW`, `en-GB` or `fr`, or nil for one that is not spoken here.
  ///
  /// Chinese is Traditional for the script `Hant` and the regions TW, HK and MO, else Simplified.
  public init?(tag: String) {
    let parts = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    switch parts.first {
    case "en": self = .english
    case "ja": self = .japanese
    case "fr": self = .french
    case "ar": self = .arabic
    case "yue": self = .traditionalChinese
    case "zh":
      let traditional = parts.dropFirst().contains { ["hant", "tw", "hk", "mo"].contains($0) }
      self = traditional && !parts.contains("hans") ? .traditionalChinese : .simplifiedChinese
    default: return nil
    }
  }
}
