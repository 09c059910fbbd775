import Answering

/// A limit that cannot be set as asked, in words for the one who asked.
public struct LimitError: Error, Equatable {
  public var text: String
}

extension Limits {
  /// A limit by the name that `hello` and `--limit` give it, with the numbers that it may have.
  struct Named: Sendable {
    var name: StaticString
    var path: WritableKeyPath<Limits, Int> & Sendable
    var range: ClosedRange<Int>
  }

  static let all: [Named] = {
    let time = 1...86_400_000
    let memory = 1 << 16...1 << 40
    return [
      Named(name: "line_bytes", path: \.lineBytes, range: 256...16 << 20),
      Named(name: "text_characters", path: \.textCharacters, range: 1...Bot.textLimit),
      Named(name: "conversation_bytes", path: \.conversationBytes, range: 1...4_096),
      Named(name: "message_bytes", path: \.messageBytes, range: 1...4_096),
      Named(name: "batch_requests", path: \.batchRequests, range: 1...10_000),
      Named(name: "conversations", path: \.conversations, range: 1...10_000_000),
      Named(name: "conversations_memory", path: \.conversationsMemory, range: memory),
      Named(name: "rate_messages", path: \.rateMessages, range: 0...1_000_000),
      Named(name: "rate_ms", path: \.rateMilliseconds, range: time),
      Named(name: "rate_conversations", path: \.rateConversations, range: 2...10_000_000),
      Named(name: "duplicate_replies", path: \.duplicateReplies, range: 0...10_000_000),
      Named(name: "duplicate_bytes", path: \.duplicateBytes, range: 0...1 << 40),
      Named(name: "duplicate_ms", path: \.duplicateMilliseconds, range: 0...30 * 86_400_000),
      Named(name: "connections", path: \.connections, range: 1...100_000),
      Named(name: "unread_bytes", path: \.unreadBytes, range: unreadShare...1 << 30),
      Named(name: "unread_total_bytes", path: \.unreadTotalBytes, range: memory),
      Named(name: "unread_ms", path: \.unreadMilliseconds, range: time),
      Named(name: "line_ms", path: \.lineMilliseconds, range: time),
      Named(name: "token_tries", path: \.tokenTries, range: 1...1_000),
      Named(name: "token_ms", path: \.tokenMilliseconds, range: time),
      Named(name: "drain_ms", path: \.drainMilliseconds, range: 0...60_000),
    ]
  }()

  /// The limits that a gateway may want to know, by the names that `hello` gives them.
  var shown: [(name: StaticString, value: Int)] {
    let derived: [(name: StaticString, value: Int)] = [
      ("text_bytes", textBytes), ("nesting_depth", JSONDocument.maximumDepth), ("memory_bytes", memoryBytes),
    ]
    return Self.all.map { ($0.name, self[keyPath: $0.path]) } + derived
  }

  /// Each name with what it is now, for `--help`: `line_bytes=65536`.
  public var assignments: [String] { Self.all.map { "\($0.name)=\(self[keyPath: $0.path])" } }

  /// Sets a limit by its name: `unread_bytes=65536`.
  public mutating func set(_ assignment: String) throws(LimitError) {
    let halves = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else {
      throw LimitError(text: "--limit wants NAME=NUMBER, as in connections=2000, but got \"\(assignment)\"")
    }
    guard let limit = Self.all.first(where: { $0.name.description == halves[0] }) else {
      let known = Self.all.map(\.name.description).joined(separator: ", ")
      throw LimitError(text: "no such limit: \"\(halves[0])\"; there are \(known)")
    }
    guard let number = Int(halves[1]), limit.range.contains(number) else {
      let (least, most) = (limit.range.lowerBound, limit.range.upperBound)
      throw LimitError(
        text: "--limit \(limit.name) wants a number from \(least) to \(most), but got \"\(halves[1])\"")
    }
    self[keyPath: limit.path] = number
  }
}
