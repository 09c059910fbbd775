import Testing

@testable import Serving

@Suite struct LineFramingTests {
  /// The lines of a stream that arrives in these pieces, and then ends.
  func lines(_ pieces: [[UInt8]], limit: Int = 8) -> [String] {
    var framing = LineFraming(limit: limit)
    var lines: [String] = []
    func take() {
      while let piece = framing.next() {
        switch piece {
        case .line(let range): lines.append(String(decoding: framing.bytes[range], as: UTF8.self))
        case .tooLong: lines.append("too long")
        }
      }
    }
    for piece in pieces {
      framing.append(piece)
      take()
    }
    framing.end()
    take()
    return lines
  }

  @Test(arguments: [
    ("", []), ("\n", [""]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\n\nc", ["a\r", "b", "", "c"]),
    ("1234567\n", ["1234567"]), ("12345678\n", ["too long"]), ("123456789\na\n", ["too long", "a"]),
    ("12345678", ["12345678"]), ("123456789", ["too long"]), ("1234567890123456789\nab", ["too long", "ab"]),
    ("a\n123456789012345678\n123456789\nb\n", ["a", "too long", "too long", "b"]),
    ("123456789\n\n", ["too long", ""]),
  ])
  func linesAreTheSameHoweverTheyAreCut(stream: String, expected: [String]) {
    let bytes = Array(stream.utf8)
    #expect(lines([bytes]) == expected)
    #expect(lines(bytes.map { [$0] }) == expected)
    for cut in 0...bytes.count {
      for second in cut...bytes.count {
        let pieces = [bytes[..<cut], bytes[cut..<second], bytes[second...]].map { Array($0) }
        #expect(lines(pieces) == expected)
      }
    }
  }

  @Test func atTheLimitOfTheContract() {
    let limit = Limits().lineBytes
    let fits = [UInt8](repeating: 0x61, count: limit - 1)
    #expect(lines([fits + [0x0A]], limit: limit).map(\.utf8.count) == [65_535])
    #expect(lines([fits + [0x61, 0x0A]], limit: limit) == ["too long"])
    #expect(lines([fits + [0x0D, 0x0A, 0x62, 0x0A]], limit: limit) == ["too long", "b"])
  }

  @Test func tooLongIsToldBeforeTheLineEnds() {
    var framing = LineFraming(limit: 4)
    framing.append(Array("12345".utf8))
    #expect(framing.next() == .tooLong)
    #expect(framing.isUnfinished)
    framing.append(Array("67890".utf8))
    #expect(framing.next() == nil)
    framing.append(Array("\n".utf8))
    #expect(framing.next() == nil)
    #expect(!framing.isUnfinished)
  }
}
