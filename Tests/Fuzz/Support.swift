/// What the fuzz targets share. A target is one function, `LLVMFuzzerTestOneInput`; what it finds wrong ends the
/// program, and the fuzzer keeps the input.

/// Ends the program with a message unless the condition holds.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// The bytes that the fuzzer hands over.
func input(_ data: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  data.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
}

/// Numbers that depend on nothing but the seed, after G. Marsaglia, "Xorshift RNGs" (2003).
struct Xorshift {
  private var state: UInt64

  init(seed: some Sequence<UInt8>) {
    state = seed.reduce(0x9E37_79B9_7F4A_7C15) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } | 1
  }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
