/// The values of lists, said and meant. One trie holds all lists, since most values are in two.
struct ValueTrie: Sendable {
  /// The nodes that follow others, by `edge`; the root is node 0.
  private var nodes = KeyTable()
  private var nodeCount: UInt32 = 1
  /// For the nodes where a value ends, by `edge` of node and list: its position in `values`.
  private var ends = KeyTable()
  private var values: [String] = []

  /// Adds a value; the first meaning of a text stays.
  mutating func add(_ text: ArraySlice<UInt32>, meaning: String, to lists: [Int32]) {
    var node: UInt32 = 0
    for character in text {
      let next = nodes.value(of: Self.edge(node, character), orInsert: nodeCount)
      if next == nodeCount { nodeCount += 1 }
      node = next
    }
    guard node != 0 else { return }
    for list in lists {
      let value = UInt32(values.count)
      if ends.value(of: Self.edge(node, UInt32(list)), orInsert: value) == value { values.append(meaning) }
    }
  }

  /// Calls `body` with the end and the meaning of every value of a list that begins at a position.
  func matches(_ list: Int32, in text: [UInt32], from start: Int, _ body: (Int, String) -> Void) {
    var node: UInt32 = 0
    var position = start
    while position < text.count, let next = nodes[Self.edge(node, text[position])] {
      node = next
      position += 1
      if let value = ends[Self.edge(node, UInt32(list))] { body(position, values[Int(value)]) }
    }
  }

  /// The step from a node by a character, as one number; no character is 0.
  private static func edge(_ node: UInt32, _ character: UInt32) -> UInt64 {
    UInt64(node) << 32 | UInt64(character)
  }
}
