/** What the pages say of places on a map, of a report on paper, of photos, and of days to filter by. */

export const placeText = {
  queue: {
    received: 'Masuk',
    decided: 'Diputuskan',
    dari: 'dari',
    sampai: 'sampai',
  },
} as const;
