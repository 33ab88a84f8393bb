const circle = (cx: number, cy: number, r: number) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`

/** Line icons on a grid of 24. */
export const icons = {
  modules: ['M4 4h6v6H4z', 'M14 4h6v6h-6z', 'M4 14h6v6H4z', 'M14 14h6v6h-6z'],
  active: ['M3 12h4l3 8 4-16 3 8h4'],
  history: ['M3 12a9 9 0 1 0 3-6.7L3 8', 'M3 3v5h5', 'M12 7v5l3 2'],
  system: ['M4 4h16v12H4z', 'M9 20h6', 'M12 16v4'],
  performance: ['M4 19a9 9 0 1 1 16 0', 'm12 14 4-5', 'M12 14h.01'],
  search: [circle(11, 11, 7), 'm20 20-4-4'],
  up: ['m6 15 6-6 6 6'],
  down: ['m6 9 6 6 6-6'],
  follow: ['M12 4v12', 'm7 11 5 5 5-5', 'M5 20h14'],
  wrap: ['M4 6h16', 'M4 12h13a3 3 0 0 1 0 6h-4', 'm15 15-3 3 3 3', 'M4 18h4'],
  clock: [circle(12, 12, 9), 'M12 7v5l3 2'],
  copy: ['M9 9h11v11H9z', 'M15 9V4H4v11h5'],
  download: ['M12 4v11', 'm7 11 5 5 5-5', 'M4 20h16'],
  play: ['M7 4.5v15l12-7.5z'],
  stop: ['M6 6h12v12H6z'],
  again: ['M20 11a8 8 0 1 0-2.3 6.3', 'M20 4v7h-7'],
  edit: ['M4 20h4L19 9l-4-4L4 16z', 'm13 7 4 4'],
  star: ['m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9L3.5 9.7l5.9-.8z'],
  sun: [circle(12, 12, 4), 'M12 2v2', 'M12 20v2', 'M2 12h2', 'M20 12h2', 'm5 5 1.4 1.4', 'm17.6 17.6 1.4 1.4', 'm5 19 1.4-1.4', 'm17.6 6.4 1.4-1.4'],
  moon: ['M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z'],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  cross: ['M6 6l12 12', 'M18 6 6 18'],
  warning: ['M12 3.5 2.5 20h19z', 'M12 10v4', 'M12 17h.01'],
  file: ['M6 3h8l4 4v14H6z', 'M14 3v4h4'],
  offline: ['M3 3l18 18', 'M8.5 16.4a5 5 0 0 1 7 0', 'M5 12.9a10 10 0 0 1 5-2.7', 'M19 12.9a10 10 0 0 0-2-1.6', 'M12 20h.01'],
  back: ['M15 6l-6 6 6 6'],
  filter: ['M4 5h16', 'M7 12h10', 'M10 19h4'],
} as const satisfies Record<string, readonly string[]>

export type IconName = keyof typeof icons
