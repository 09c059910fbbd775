import Text

/// One of several phrases that a field holds.
struct Phrase: Equatable {
  var text: String
  /// Where it begins in the field's value, in UTF-8 bytes.
  var start: Int
}

extension String {
  /// The parts between semicolons outside brackets, without the blanks around them; none is empty.
  var splitPhrases: [Phrase] {
    var phrases: [Phrase] = []
    var text = self
    text.withUTF8 { bytes in
      var start = 0
      var depth = 0
      var index = 0
      while index < bytes.count {
        let separator = PhraseSyntax.separatorLength(bytes, at: index)
        if separator > 0, depth <= 0 {
          PhraseSyntax.append(bytes, start..<index, to: &phrases)
          start = index + separator
        }
        switch bytes[index] {
        case 0x28, 0x5B, 0x7B, 0x3C: depth += 1
        case 0x29, 0x5D, 0x7D, 0x3E: depth -= 1
        default: break
        }
        index += max(1, separator)
      }
      PhraseSyntax.append(bytes, start..<bytes.count, to: &phrases)
    }
    return phrases
  }
}

private enum PhraseSyntax {
  /// How many bytes the semicolon takes that stands at an index: `;`, `；` or `؛`; 0 where none does.
  static func separatorLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case 0x3B: 1
    case 0xD8 where index + 1 < bytes.count && bytes[index + 1] == 0x9B: 2
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9B: 3
    default: 0
    }
  }

  /// Appends the phrase of a range, unless it is blank.
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to phrases: inout [Phrase]) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    guard start < end else { return }
    phrases.append(Phrase(text: String(decoding: bytes[start..<end], as: UTF8.self), start: start))
  }
}

extension RecField {
  /// The place of a character of a phrase of this field's value.
  func place(in phrase: Phrase, at offset: Int = 0) -> SourcePlace {
    place(at: String(decoding: value.utf8.prefix(phrase.start), as: UTF8.self).count + offset)
  }
}
