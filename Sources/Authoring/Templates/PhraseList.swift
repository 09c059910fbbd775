import Text

/// One of several phrases that a field holds.
struct Phrase: Equatable {
  /// Where it stands in the field's value, in bytes; it is valid UTF-8.
  var range: Range<Int>
  /// Whether it stands for itself alone, without a character that means something to a template, as most phrases do.
  var isPlain: Bool
}

extension RecField {
  /// The parts of the value between semicolons outside brackets, without the blanks around them; none is empty.
  var phrases: [Phrase] {
    var phrases: [Phrase] = []
    let value = bytes
    // One for every sixteen bytes, as the data files have it.
    phrases.reserveCapacity(value.count / 16 + 1)
    let isSign = PhraseSyntax.isSign
    value.withUnsafeBufferPointer { bytes in
      var start = 0
      var depth = 0
      var isPlain = true
      var index = 0
      func append(_ range: Range<Int>) {
        guard let range = PhraseSyntax.trimmed(bytes, range) else { return }
        phrases.append(Phrase(range: range, isPlain: isPlain))
      }
      while index < bytes.count {
        guard isSign[Int(bytes[index])] else {
          index += 1
          continue
        }
        let separator = PhraseSyntax.separatorLength(bytes, at: index)
        if separator > 0, depth <= 0 {
          append(start..<index)
          start = index + separator
          isPlain = true
        } else if bytes[index] < 0x80 {
          isPlain = false
        }
        switch bytes[index] {
        case 0x28, 0x5B, 0x7B, 0x3C: depth += 1
        case 0x29, 0x5D, 0x7D, 0x3E: depth -= 1
        default: break
        }
        index += max(1, separator)
      }
      append(start..<bytes.count)
    }
    return phrases
  }

  /// The place of a character of a phrase of this field's value.
  func place(in phrase: Phrase, at offset: Int = 0) -> SourcePlace {
    place(at: String(decoding: bytes.prefix(phrase.range.lowerBound), as: UTF8.self).count + offset)
  }
}

private enum PhraseSyntax {
  /// For each byte whether it is ASCII that means something to a template, or may begin a semicolon of another script:
  /// of most texts none is.
  static let isSign: [Bool] = (0...0xFF).map { "();<>[\\]{|}".utf8.contains($0) || $0 == 0xD8 || $0 == 0xEF }

  /// How many bytes the semicolon takes that stands at an index: `;`, `；` or `؛`; 0 where none does.
  static func separatorLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case 0x3B: 1
    case 0xD8 where index + 1 < bytes.count && bytes[index + 1] == 0x9B: 2
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC && bytes[index + 2] == 0x9B: 3
    default: 0
    }
  }

  /// The range without the blanks at its ends, or nil where nothing is left.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }
}
