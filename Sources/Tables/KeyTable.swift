/// A map from 64-bit keys to small numbers, for keys that are hashes already.
///
/// Open addressing with linear probing, without deletion: a look-up is a multiplication and mostly one access to
/// memory, where a `Dictionary` hashes the key first. Key 0 marks a free slot and must not be used.
public struct KeyTable: Sendable {
  /// Apart from the values: most look-ups that find nothing see one key and no value.
  private var keys = [UInt64](repeating: 0, count: 16)
  private var values = [UInt32](repeating: 0, count: 16)
  public private(set) var count = 0
  /// The slots are 2 to the power of 64 - `shift`.
  private var shift: UInt64 = 60

  public init() {}

  /// The value of a key, or nil.
  @inline(__always)
  public subscript(key: UInt64) -> UInt32? {
    let position = position(of: key)
    return keys[position] == 0 ? nil : values[position]
  }

  /// The value of a key, which is set where it has none.
  public mutating func value(of key: UInt64, orInsert value: UInt32) -> UInt32 {
    values[slot(of: key, orInsert: value)]
  }

  /// The slot of a key, which gets a value where it has none; good until another key is set.
  mutating func slot(of key: UInt64, orInsert value: UInt32) -> Int {
    let slot = position(of: key)
    if keys[slot] != 0 { return slot }
    keys[slot] = key
    values[slot] = value
    count += 1
    guard count * 4 > keys.count * 3 else { return slot }
    grow()
    return position(of: key)
  }

  /// The value in a slot.
  subscript(slot slot: Int) -> UInt32 {
    get { values[slot] }
    set { values[slot] = newValue }
  }

  /// Where the key is, or the free slot where it belongs.
  @inline(__always)
  private func position(of key: UInt64) -> Int {
    // Fibonacci hashing (Knuth, TAOCP 6.4): the top bits of the product depend on all bits of the key.
    var position = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while keys[position] != key, keys[position] != 0 { position = (position + 1) & (keys.count - 1) }
    return position
  }

  /// Makes room for so many keys, so that the table need not grow on the way there.
  mutating func reserve(_ capacity: Int) {
    var step: UInt64 = 0
    while capacity * 4 > (keys.count << step) * 3 { step += 1 }
    if step > 0 { grow(by: step) }
  }

  /// Small tables grow faster: each step puts every key in its place anew.
  private mutating func grow() { grow(by: keys.count < 1 << 14 ? 2 : 1) }

  /// - Parameter step: the slots become 2 to the power of it as many.
  private mutating func grow(by step: UInt64) {
    let (oldKeys, oldValues) = (keys, values)
    shift -= step
    keys = [UInt64](repeating: 0, count: oldKeys.count << step)
    values = [UInt32](repeating: 0, count: oldKeys.count << step)
    for (old, key) in oldKeys.enumerated() where key != 0 {
      let position = position(of: key)
      keys[position] = key
      values[position] = oldValues[old]
    }
  }
}
