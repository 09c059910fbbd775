import Dispatch

/// Work spread over the machine's cores. What comes out does not depend on how many there are, or on which one is
/// done first: the results stand in the order of the work.
enum Parallel {
  /// The results of `body` for 0 up to `count`.
  static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { results, initializedCount in
      // Safe to share: each call writes a place of its own, and all of them have returned when this does.
      nonisolated(unsafe) let results = results
      DispatchQueue.concurrentPerform(iterations: count) {
        results.initializeElement(at: $0, to: body($0))
      }
      initializedCount = count
    }
  }

  /// The results of `body` for so many parts of 0 up to `count`, of about one size.
  static func map<Result: Sendable>(
    parts: Int, of count: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    map(Self.parts(parts, of: count), body)
  }

  /// So many parts of 0 up to `count`, of about one size.
  static func parts(_ parts: Int, of count: Int) -> [Range<Int>] {
    (0..<parts).map { $0 * count / parts..<($0 + 1) * count / parts }
  }

  /// The results of `body` for each element.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    map(elements.count) { body(elements[$0]) }
  }
}
