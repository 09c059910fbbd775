/// `text` with every digit of a long number replaced by `#`: numbers of telephones, accounts, identity cards.
///
/// A number is long with seven digits or more; a single space, hyphen or full stop may stand between two of them.
/// `call 0758-278 1234` becomes `call ####-### ####`; `130,000 mu` stays.
func maskingLongNumbers(_ text: String) -> String {
  let longest = 6
  var scalars = Array(text.unicodeScalars)
  var digits: [Int] = []
  for place in scalars.indices {
    if isAnyDigit(scalars[place]) {
      // Two places apart at most: one separator.
      if let last = digits.last, place - last > 2 || (place - last == 2 && !isSeparator(scalars[place - 1])) {
        digits.removeAll()
      }
      digits.append(place)
      if digits.count == longest + 1 {
        for digit in digits { scalars[digit] = "#" }
      } else if digits.count > longest {
        scalars[place] = "#"
      }
    }
  }
  var masked = String.UnicodeScalarView()
  masked.append(contentsOf: scalars)
  return String(masked)
}

private func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "-" || scalar == "." }

/// ASCII, full-width and both Arabic forms.
private func isAnyDigit(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x30...0x39, 0xFF10...0xFF19, 0x660...0x669, 0x6F0...0x6F9: true
  default: false
  }
}
