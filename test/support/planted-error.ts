/** An error to plant in a small cartridge, and what the validator must say of it. */

/** Code, what is wrong, where, and how it is planted. `xsd`: the schemas see it too. */
export type Planted = readonly [
  code: string,
  message: string,
  path: string,
  from: string | RegExp,
  to: string,
  judge: 'xsd' | 'ours',
];

export const MANIFEST = 'imsmanifest.xml';
