/// Which Han characters are the same word written otherwise: Traditional, Simplified and Japanese forms.
public enum HanVariants {
  /// The Simplified form of a Traditional or Japanese character; other scalars are returned as they are.
  static func simplified(_ scalar: UInt32) -> UInt32 { toSimplified[scalar] ?? scalar }

  /// The text with every Simplified character replaced by its usual Traditional form.
  ///
  /// Character by character: a word that wants another form (后 in 皇后) is for the phrase list of the staff.
  public static func traditional(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(toTraditional[scalar.value].flatMap(Unicode.Scalar.init) ?? scalar)
    }
    return String(scalars)
  }

  /// Whether the character is written in this way in Traditional Chinese only.
  static func isTraditionalOnly(_ scalar: UInt32) -> Bool {
    traditionalForms.contains(scalar)
  }

  /// Whether the character is written in this way in Simplified Chinese only.
  static func isSimplifiedOnly(_ scalar: UInt32) -> Bool {
    guard let traditional = toTraditional[scalar] else { return false }
    return traditional != scalar && !japaneseForms.contains(scalar)
  }

  /// Whether the character is written in this way in Japanese only.
  static func isJapaneseOnly(_ scalar: UInt32) -> Bool {
    japaneseForms.contains(scalar) && !traditionalForms.contains(scalar) && toTraditional[scalar] == nil
  }

  private static let toSimplified: [UInt32: UInt32] = {
    var table = pairs(HanVariantsTable.traditionalToSimplified)
    table.merge(pairs(HanVariantsTable.japaneseToSimplified)) { first, _ in first }
    return table
  }()
  private static let toTraditional = pairs(HanVariantsTable.simplifiedToTraditional)
  private static let traditionalForms = Set(pairs(HanVariantsTable.traditionalToSimplified).keys)
  private static let japaneseForms = Set(pairs(HanVariantsTable.japaneseToSimplified).keys)

  private static func pairs(_ table: String) -> [UInt32: UInt32] {
    var result: [UInt32: UInt32] = [:]
    result.reserveCapacity(2600)
    var first: UInt32?
    for scalar in table.unicodeScalars where scalar != "\n" && scalar != " " {
      if let key = first {
        if result[key] == nil { result[key] = scalar.value }
        first = nil
      } else {
        first = scalar.value
      }
    }
    return result
  }
}
