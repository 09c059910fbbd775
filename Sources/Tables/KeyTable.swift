/// A map from 64-bit keys to small numbers, for keys that are hashes already.
///
/// Open addressing with linear probing, without deletion: a look-up is a multiplication and mostly one access to
/// memory, where a `Dictionary` hashes the key first. Key 0 marks a free slot and must not be used.
struct KeyTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    var value: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 16)
  private(set) var count = 0
  /// The slots are 2 to the power of 64 - `shift`.
  private var shift: UInt64 = 60

  /// The value of a key, or nil.
  @inline(__always)
  subscript(key: UInt64) -> UInt32? {
    let slot = slots[position(of: key)]
    return slot.key == 0 ? nil : slot.value
  }

  /// The value of a key, which is set where it has none.
  mutating func value(of key: UInt64, orInsert value: @autoclosure () -> UInt32) -> UInt32 {
    let position = position(of: key)
    if slots[position].key != 0 { return slots[position].value }
    let value = value()
    slots[position] = Slot(key: key, value: value)
    count += 1
    if count * 4 > slots.count * 3 { grow() }
    return value
  }

  /// Sets or replaces a value.
  mutating func set(_ key: UInt64, to value: UInt32) {
    _ = self.value(of: key, orInsert: value)
    slots[position(of: key)].value = value
  }

  /// Where the key is, or the free slot where it belongs.
  @inline(__always)
  private func position(of key: UInt64) -> Int {
    // Fibonacci hashing (Knuth, TAOCP 6.4): the top bits of the product depend on all bits of the key.
    var position = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while slots[position].key != key, slots[position].key != 0 {
      position = (position + 1) & (slots.count - 1)
    }
    return position
  }

  /// Makes room for so many keys.
  mutating func reserve(_ count: Int) { while count * 4 > slots.count * 3 { grow() } }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    shift -= 1
    for slot in old where slot.key != 0 { slots[position(of: slot.key)] = slot }
  }
}
