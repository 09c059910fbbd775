/// Folding: what may differ in writing without a difference in meaning is made the same.
///
/// Case, width, diacritics, Arabic letter variants and vowel signs, Traditional and Japanese Han forms. What is
/// dropped (combining marks, zero-width and control characters) folds to nothing; punctuation stays, since the
/// tokeniser looks at it.
public enum Folding {
  /// Calls `body` with the folded form of a scalar: with none, one or two scalars.
  /// - Parameter table: `Folding.table`, taken once a text.
  @inline(__always)
  static func fold(_ scalar: UInt32, _ table: UnsafeBufferPointer<UInt16>, _ body: (UInt32) -> Void) {
    if scalar < 0x10000 {
      let folded = table[Int(scalar)]
      if folded == dropped { return }
      body(UInt32(folded))
      if scalar < 0x154 || 0x339E...0x33A1 ~= scalar, let second = secondScalar(scalar) { body(second) }
    } else if !isInvisible(scalar) {
      body(scalar)
    }
  }

  /// The folded scalars of a text.
  public static func scalars(of text: String) -> [UInt32] {
    var output: [UInt32] = []
    append(text, to: &output)
    return output
  }

  /// Appends the folded scalars of a text.
  static func append(_ text: String, to output: inout [UInt32]) {
    var text = text
    text.withUTF8 { append($0, to: &output) }
  }

  /// The same for a text in UTF-8 that is known to be valid.
  public static func append(utf8 bytes: Span<UInt8>, to output: inout [UInt32]) {
    bytes.withUnsafeBufferPointer { append($0, to: &output) }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt32]) {
    table.withUnsafeBufferPointer { table in
      output.reserveCapacity(output.count + bytes.count)
      var index = 0
      while index < bytes.count {
        fold(TokenScan.scalar(bytes, &index), table) { output.append($0) }
      }
    }
  }

  /// The folded form of a text, for comparing.
  public static func fold(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars(of: text) { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return String(view)
  }

  /// Marks a scalar that folds to nothing.
  private static let dropped: UInt16 = 0xFFFF

  /// The second letter of a ligature, or of a unit that is one character.
  private static func secondScalar(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xE6, 0xC6, 0x153, 0x152: 0x65  // æ, œ: e
    case 0xDF: 0x73  // ß: s
    case 0x339E: 0x6D  // ㎞: m
    case 0x33A1: 0x32  // ㎡: 2
    default: nil
    }
  }

  /// Tags, variation selectors of the higher planes: they have no shape of their own.
  private static func isInvisible(_ scalar: UInt32) -> Bool { scalar >= 0xE0000 && scalar <= 0xE0FFF }

  /// One entry for each scalar of the basic plane: its folded form, or `dropped`.
  static let table: [UInt16] = {
    var table = [UInt16](unsafeUninitializedCapacity: 0x10000) { buffer, count in
      for value in 0..<0x10000 { buffer[value] = UInt16(value) }
      count = 0x10000
    }
    func map(_ from: ClosedRange<Int>, by shift: Int) {
      for value in from { table[value] = UInt16(value + shift) }
    }
    func map(_ letters: String, to letter: Unicode.Scalar) {
      for scalar in letters.unicodeScalars { table[Int(scalar.value)] = UInt16(letter.value) }
    }
    func drop(_ range: ClosedRange<Int>) { for value in range { table[value] = dropped } }
    func blank(_ range: ClosedRange<Int>) { for value in range { table[value] = 0x20 } }

    map(0x41...0x5A, by: 32)
    blank(0...0x1F)
    blank(0x7F...0xA0)
    drop(0xAD...0xAD)
    map("àáâãäåāăąÀÁÂÃÄÅĀĂĄæÆª", to: "a")
    map("çćĉċčÇĆĈĊČ", to: "c")
    map("ďđĎĐ", to: "d")
    map("èéêëēĕėęěÈÉÊËĒĔĖĘĚ", to: "e")
    map("ĝğġģĜĞĠĢ", to: "g")
    map("ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", to: "i")
    map("ñńņňÑŃŅŇ", to: "n")
    map("òóôõöøōŏőÒÓÔÕÖØŌŎŐœŒº", to: "o")
    map("śŝşšŚŜŞŠß", to: "s")
    map("ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", to: "u")
    map("ýÿŷÝŸŶ", to: "y")
    map("źżžŹŻŽ", to: "z")
    map("²", to: "2")
    map("³", to: "3")
    map("’‘‛′`´＇", to: "'")
    map("“”„″«»", to: "\"")
    map("‐‑‒–—―−－", to: "-")
    map("٪", to: "%")
    map("٫", to: ".")
    map("٬", to: ",")
    drop(0x300...0x36F)
    // Arabic: vowel signs and the tatweel go, letter variants and digits become one.
    drop(0x610...0x61A)
    drop(0x640...0x640)
    drop(0x64B...0x65F)
    drop(0x670...0x670)
    drop(0x6D6...0x6ED)
    map("أإآٱ", to: "ا")
    map("ىئیې", to: "ي")
    map("ؤ", to: "و")
    map("ة", to: "ه")
    map("ک", to: "ك")
    map("ڤ", to: "ف")
    map("گ", to: "غ")
    for digit in 0...9 {
      table[0x660 + digit] = UInt16(0x30 + digit)
      table[0x6F0 + digit] = UInt16(0x30 + digit)
    }
    blank(0x2000...0x200A)
    drop(0x200B...0x200F)
    blank(0x2028...0x2029)
    drop(0x202A...0x202E)
    blank(0x202F...0x202F)
    drop(0x2060...0x206F)
    blank(0x3000...0x3000)
    map("、，﹐､", to: ",")
    map("。．｡", to: ".")
    map("㎡", to: "m")
    map("㎞", to: "k")
    drop(0xFE00...0xFE0F)
    map(0xFF01...0xFF5E, by: -0xFEE0)
    map(0xFF21...0xFF3A, by: -0xFEE0 + 32)
    drop(0xFEFF...0xFEFF)
    drop(0xFFF9...0xFFFB)
    drop(0xFFFF...0xFFFF)
    halfWidthKana(&table)
    for value in 0x3400...0x9FFF { table[value] = UInt16(HanVariants.simplified(UInt32(value))) }
    table[0xFFFE] = dropped
    return table
  }()

  /// U+FF66 to U+FF9D in the order of Unicode, as full-width katakana.
  private static func halfWidthKana(_ table: inout [UInt16]) {
    let full = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
    for (offset, scalar) in full.unicodeScalars.enumerated() { table[0xFF66 + offset] = UInt16(scalar.value) }
    table[0xFF9E] = dropped
    table[0xFF9F] = dropped
  }
}
