import Testing

@testable import Serving

@Suite struct LimitsTests {
  func problem(_ assignment: String) -> String? {
    var limits = Limits()
    do throws(LimitError) {
      try limits.set(assignment)
      return nil
    } catch {
      return error.text
    }
  }

  @Test func everyLimitIsSetWithinItsRange() throws {
    for limit in Limits.all {
      let (least, most) = (limit.range.lowerBound, limit.range.upperBound)
      for number in [least, least + 1, most - 1, most] {
        var limits = Limits()
        try limits.set("\(limit.name)=\(number)")
        #expect(limits[keyPath: limit.path] == number)
      }
      for wrong in ["\(least - 1)", "\(most + 1)", "", "many", " 5", "1e3", "99999999999999999999"] {
        #expect(
          problem("\(limit.name)=\(wrong)")
            == "--limit \(limit.name) wants a number from \(least) to \(most), but got \"\(wrong)\"")
      }
      #expect(limit.range.contains(Limits()[keyPath: limit.path]), "\(limit.name)")
    }
    #expect(Set(Limits.all.map(\.name.description)).count == Limits.all.count)
    #expect(Set(Limits.all.map(\.path)).count == Limits.all.count)
  }

  @Test func otherWordsAreRefused() {
    #expect(
      problem("connections") == "--limit wants NAME=NUMBER, as in connections=2000, but got \"connections\"")
    let known = Limits.all.map(\.name.description).joined(separator: ", ")
    #expect(problem("lines=5") == "no such limit: \"lines\"; there are \(known)")
    #expect(problem("=5")?.hasPrefix("no such limit: \"\"") == true)
    #expect(problem("connections=5=5")?.hasSuffix("but got \"5=5\"") == true)
  }

  @Test func helloShowsWhatWasSet() throws {
    var limits = Limits()
    for limit in Limits.all { try limits.set("\(limit.name)=\(limit.range.lowerBound)") }
    let reply = Bench(limits: limits).call("hello")
    for limit in Limits.all { #expect(reply.contains("\"\(limit.name)\":\(limit.range.lowerBound),")) }
    #expect(reply.contains(#""text_bytes":4,"nesting_depth":64,"memory_bytes":"#))
  }

  /// The sum of what is bounded: with the limits as they are, less than half a gigabyte.
  @Test func memoryIsBounded() {
    var limits = Limits()
    #expect(
      limits.memoryBytes == (64 + 128 + 64) << 20 + 1_024 * (65_536 + 2 * 16_384) + 100_000 * (256 + 128))
    #expect(limits.memoryBytes < 512 << 20)
    limits.connections += 1
    #expect(limits.memoryBytes - Limits().memoryBytes == 65_536 + 2 * 16_384)
    limits = Limits()
    limits.duplicateBytes -= 5
    limits.conversationsMemory -= 7
    limits.unreadTotalBytes -= 11
    #expect(Limits().memoryBytes - limits.memoryBytes == 23)
  }
}
