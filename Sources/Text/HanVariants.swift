/// Which Han characters are the same word written otherwise: Traditional, Simplified and Japanese forms.
public enum HanVariants {
  /// The Simplified form of a Traditional or Japanese character; other scalars are returned as they are.
  static func simplified(_ scalar: UInt32) -> UInt32 {
    fromTraditional[scalar] ?? fromJapanese[scalar] ?? scalar
  }

  /// The text with every Simplified character replaced by its usual Traditional form.
  ///
  /// Character by character: a word that wants another form (后 in 皇后) is for the phrase list of the staff.
  public static func traditional(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { scalars.append(traditional(scalar)) }
    return String(scalars)
  }

  /// The usual Traditional form of a Simplified character; other scalars are returned as they are.
  public static func traditional(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    toTraditional[scalar.value].flatMap(Unicode.Scalar.init) ?? scalar
  }

  /// Whether the character is written in this way in Traditional Chinese only.
  static func isTraditionalOnly(_ scalar: UInt32) -> Bool { fromTraditional[scalar] != nil }

  /// Whether the character is written in this way in Simplified Chinese only.
  static func isSimplifiedOnly(_ scalar: UInt32) -> Bool {
    guard let traditional = toTraditional[scalar] else { return false }
    return traditional != scalar && fromJapanese[scalar] == nil
  }

  /// Whether the character is written in this way in Japanese only.
  static func isJapaneseOnly(_ scalar: UInt32) -> Bool {
    fromJapanese[scalar] != nil && fromTraditional[scalar] == nil && toTraditional[scalar] == nil
  }

  private static let fromTraditional = HanTable(pairs: HanVariantsTable.traditionalToSimplified)
  private static let fromJapanese = HanTable(pairs: HanVariantsTable.japaneseToSimplified)
  private static let toTraditional = HanTable(pairs: HanVariantsTable.simplifiedToTraditional)
}

/// For each Han character of the basic plane another one, or none: one entry a character.
private struct HanTable: Sendable {
  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF

  /// 0 where there is none.
  private var others = [UInt16](repeating: 0, count: Int(last - first) + 1)

  /// - Parameter pairs: a character and the other one, and so on; of several for one character the first stays.
  init(pairs: String) {
    var key: UInt32?
    for scalar in pairs.unicodeScalars where scalar != "\n" && scalar != " " {
      if let from = key {
        if self[from] == nil { others[Int(from - Self.first)] = UInt16(scalar.value) }
        key = nil
      } else {
        key = scalar.value
      }
    }
  }

  subscript(scalar: UInt32) -> UInt32? {
    guard scalar >= Self.first, scalar <= Self.last else { return nil }
    let other = others[Int(scalar - Self.first)]
    return other == 0 ? nil : UInt32(other)
  }
}
