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

  /// So many parts of the sizes' positions, of about one size together.
  static func parts(_ parts: Int, ofSizes sizes: [Int]) -> [Range<Int>] {
    let total = sizes.reduce(0, +)
    var (start, position, sum) = (0, 0, 0)
    return (1...parts).map { part in
      while position < sizes.count, part == parts || sum * parts < total * part {
        sum += sizes[position]
        position += 1
      }
      defer { start = position }
      return start..<position
    }
  }

  /// The results of `body` for each element.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    map(elements.count) { body(elements[$0]) }
  }
}
