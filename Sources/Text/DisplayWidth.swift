/// How many columns a text takes on a terminal.
public enum DisplayWidth {
  /// The sum of the widths of the text's characters.
  public static func columns(of text: String) -> Int {
    var sum = 0
    for character in text { sum += columns(of: character) }
    return sum
  }

  /// 2 for a character with a wide scalar, an emoji or the emoji variation selector, 0 for a lone mark or
  /// control character, else 1.
  public static func columns(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F || isWide(scalar.value) { return 2 }
      if !isZero(scalar) { width = 1 }
    }
    return width
  }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// East Asian Width W and F (Unicode Standard Annex 11), by block, and the emoji planes.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF,
      0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
