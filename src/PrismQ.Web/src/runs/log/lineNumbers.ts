/** A growing list of ascending line numbers: four bytes each, so a million matches are cheap. */
export class LineNumbers {
  private numbers = new Uint32Array(256)
  private count = 0

  get length(): number {
    return this.count
  }

  at(index: number): number | undefined {
    return index >= 0 && index < this.count ? this.numbers[index] : undefined
  }

  append(lines: ArrayLike<number>) {
    if (this.count + lines.length > this.numbers.length) {
      const larger = new Uint32Array(Math.max(this.numbers.length * 2, this.count + lines.length))
      larger.set(this.numbers.subarray(0, this.count))
      this.numbers = larger
    }
    this.numbers.set(lines, this.count)
    this.count += lines.length
  }

  /** The index of the first number that is not below `line`; the length when all are. */
  indexOf(line: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.numbers[middle] ?? 0) < line) low = middle + 1
      else high = middle
    }
    return low
  }
}
