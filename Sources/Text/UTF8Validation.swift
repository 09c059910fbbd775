/// Whether bytes are well-formed UTF-8.
public enum UTF8Validation {
  /// After the table "Well-Formed UTF-8 Byte Sequences" of the Unicode Standard (3-7). The standard library tells the
  /// same only while it copies the text, and the data files are megabytes.
  public static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(start)
    var index = 0
    while index < bytes.count {
      while index + 8 <= bytes.count {
        let word =
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
        index += word.trailingZeroBitCount / 8
        if word != 0 { break }
      }
      // Most of the rest are characters of three bytes, Han and kana, and of two, Arabic.
      while index + 4 <= bytes.count {
        let next = raw.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
        if isCommonTriple(next) { index += 3 } else if isPair(next) { index += 2 } else { break }
      }
      guard index < bytes.count else { break }
      let length = length(bytes, at: index)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  /// Whether four bytes, the first the lowest, begin with a character of three, of those whose first byte allows any
  /// second one.
  @inline(__always)
  private static func isCommonTriple(_ bytes: UInt32) -> Bool {
    bytes & 0xC0C0F0 == 0x8080E0 && bytes & 0xF != 0 && bytes & 0xF != 0xD
  }

  /// Whether bytes begin with a character of two.
  @inline(__always)
  private static func isPair(_ bytes: UInt32) -> Bool { bytes & 0xC0E0 == 0x80C0 && bytes & 0x1E != 0 }

  /// How many bytes the character takes that begins at an index; 0 where none does.
  @inlinable
  public static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let rest = bytes.count - index
    func continues(_ distance: Int) -> Bool { bytes[index + distance] & 0xC0 == 0x80 }
    switch bytes[index] {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return rest > 1 && continues(1) ? 2 : 0
    case 0xE0...0xEF:
      guard rest > 2, continues(1), continues(2) else { return 0 }
      // No longer forms of shorter characters, and no surrogates.
      if bytes[index] == 0xE0 { return bytes[index + 1] >= 0xA0 ? 3 : 0 }
      if bytes[index] == 0xED { return bytes[index + 1] < 0xA0 ? 3 : 0 }
      return 3
    case 0xF0...0xF4:
      guard rest > 3, continues(1), continues(2), continues(3) else { return 0 }
      // Nor anything above U+10FFFF.
      if bytes[index] == 0xF0 { return bytes[index + 1] >= 0x90 ? 4 : 0 }
      if bytes[index] == 0xF4 { return bytes[index + 1] < 0x90 ? 4 : 0 }
      return 4
    default: return 0
    }
  }
}
