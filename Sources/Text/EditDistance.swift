/// How many typing errors lie between two words.
public enum EditDistance {
  /// The Damerau-Levenshtein distance (optimal string alignment: insertion, deletion, substitution, swap of
  /// neighbours), or nil where it is above the limit. Time: product of the lengths at most.
  public static func distance<Letter: Equatable>(_ first: [Letter], _ second: [Letter], limit: Int) -> Int? {
    distance(first[...], second[...], limit: limit)
  }

  /// The same for parts of larger arrays.
  @inlinable
  public static func distance<Letter: Equatable>(
    _ first: ArraySlice<Letter>, _ second: ArraySlice<Letter>, limit: Int
  ) -> Int? {
    guard abs(first.count - second.count) <= limit else { return nil }
    let width = second.count + 1
    var beforeLast = [Int](repeating: 0, count: width)
    var last = Array(0..<width)
    var row = [Int](repeating: 0, count: width)
    for i in 0..<first.count {
      row[0] = i + 1
      var best = row[0]
      let letter = first[first.startIndex + i]
      for j in 0..<second.count {
        let other = second[second.startIndex + j]
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == second[second.startIndex + j - 1], first[first.startIndex + i - 1] == other
        {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row[j + 1] = cost
        best = min(best, cost)
      }
      if best > limit { return nil }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }
}
