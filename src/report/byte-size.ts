// Numbers of bytes as Docker's programs write them: in thousands.

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** With two decimals, as BuildKit's progress has them: `77B`, `5.63kB`. */
export function byteSize(bytes: number): string {
  const { value, unit } = scaled(bytes);
  return unit === 'B' ? `${value}B` : `${value.toFixed(2)}${unit}`;
}

/** With four digits that count, as the classic builder has them: `2.56kB`, `5.632kB`. */
export function fourDigitSize(bytes: number): string {
  const { value, unit } = scaled(bytes);
  return `${Number(value.toPrecision(4))}${unit}`;
}

function scaled(bytes: number): { readonly value: number; readonly unit: string } {
  let value = bytes;
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index++;
  }
  return { value, unit: units[index] ?? '' };
}
