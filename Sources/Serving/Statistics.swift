import Answering
import Text

/// What `stats` tells: counts since the start.
struct Statistics {
  var started: Int64 = 0
  var requests = 0
  var duplicates = 0
  var reloads = 0
  var failedReloads = 0
  var openConnections = 0
  var allConnections = 0
  var refusedConnections = 0
  private var outcomes: [Int]
  private var errors: [Int: Int] = [:]
  private var latency = Histogram()

  init() {
    outcomes = Array(repeating: 0, count: Language.allCases.count * Outcome.allCases.count)
  }

  mutating func count(_ reply: Reply, microseconds: Int64) {
    if let outcome = Outcome.allCases.firstIndex(of: reply.outcome) {
      outcomes[reply.language.index * Outcome.allCases.count + outcome] += 1
    }
    latency.add(microseconds)
  }

  mutating func count(_ error: ProtocolError) { errors[error.code.rawValue, default: 0] += 1 }

  /// Writes the members; `now` is in microseconds.
  func write(to writer: inout JSONWriter, now: Int64, conversations: Int) {
    writer.member("uptime_ms", Int(now - started) / 1000)
    writer.name("connections")
    writer.object { writer in
      writer.member("open", openConnections)
      writer.member("accepted", allConnections)
      writer.member("refused", refusedConnections)
    }
    writer.member("requests", requests)
    writer.member("duplicates", duplicates)
    writer.member("conversations", conversations)
    writer.name("outcomes")
    writer.object { writeOutcomes(to: &$0) }
    writer.name("errors")
    writer.object { writer in
      for code in errors.keys.sorted(by: >) {
        writer.name(String(code))
        writer.integer(errors[code] ?? 0)
      }
    }
    writer.name("reloads")
    writer.object { writer in
      writer.member("done", reloads)
      writer.member("failed", failedReloads)
    }
    writer.name("latency_us")
    writer.object { writer in
      writer.member("p50", latency.value(atPerMille: 500))
      writer.member("p90", latency.value(atPerMille: 900))
      writer.member("p99", latency.value(atPerMille: 990))
      writer.member("p999", latency.value(atPerMille: 999))
      writer.member("max", latency.maximum)
    }
  }

  /// The outcomes of each language that had any.
  private func writeOutcomes(to writer: inout JSONWriter) {
    let all = Outcome.allCases
    for language in Language.allCases {
      let counts = outcomes[language.index * all.count..<(language.index + 1) * all.count]
      guard counts.contains(where: { $0 > 0 }) else { continue }
      writer.name(language.rawValue)
      writer.object { writer in
        for (outcome, count) in zip(all, counts) where count > 0 {
          writer.name(outcome.rawValue)
          writer.integer(count)
        }
      }
    }
  }
}

/// Durations in buckets of an eighth of a power of two: a percentile is at most an eighth too large.
struct Histogram {
  private var buckets = [Int](repeating: 0, count: 8 * 40)
  private var count = 0
  private(set) var maximum = 0

  mutating func add(_ value: Int64) {
    let value = max(Int(value), 0)
    buckets[min(Self.bucket(of: value), buckets.count - 1)] += 1
    count += 1
    maximum = max(maximum, value)
  }

  /// The least value that so many in a thousand do not exceed; 0 where there are none.
  func value(atPerMille share: Int) -> Int {
    var left = (count * share + 999) / 1000
    for (bucket, number) in buckets.enumerated() where number > 0 {
      left -= number
      if left <= 0 { return min(Self.largest(in: bucket), maximum) }
    }
    return maximum
  }

  /// Values below 16 have a bucket each.
  private static func bucket(of value: Int) -> Int {
    guard value >= 16 else { return value }
    let exponent = Int.bitWidth - 1 - value.leadingZeroBitCount
    return (exponent - 2) * 8 + (value >> (exponent - 3)) - 8
  }

  private static func largest(in bucket: Int) -> Int {
    guard bucket >= 16 else { return bucket }
    let exponent = bucket / 8 + 2
    return (bucket % 8 + 9) << (exponent - 3) - 1
  }
}
