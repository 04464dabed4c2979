/** Signatures, sizes and flag bits of the ZIP records (APPNOTE 4.3 and 4.4.4). */

export const SIGNATURE = {
  localHeader: 0x04034b50,
  directoryRecord: 0x02014b50,
  directorySignature: 0x05054b50,
  endRecord: 0x06054b50,
  zip64EndRecord: 0x06064b50,
  zip64Locator: 0x07064b50,
  dataDescriptor: 0x08074b50,
} as const;

/** Bytes of each record without its variable fields. */
export const RECORD_SIZE = {
  localHeader: 30,
  directoryRecord: 46,
  endRecord: 22,
  zip64EndRecord: 56,
  zip64Locator: 20,
} as const;

export const FLAG = {
  encrypted: 0x0001,
  deflateEffort: 0x0006,
  dataDescriptor: 0x0008,
  strongEncryption: 0x0040,
  utf8: 0x0800,
  maskedHeaders: 0x2000,
} as const;

export const METHOD = { stored: 0, deflated: 8, aes: 99 } as const;

export const MAX_16_BIT = 0xffff;
export const MAX_32_BIT = 0xffffffff;
/** A 32-bit field starts again at zero here. */
export const WRAP_32_BIT = 0x1_0000_0000;

/** Identifiers of extra fields (APPNOTE 4.5.2 and 4.6; Info-ZIP's proginfo/extrafld.txt; rubyzip's placeholder). */
export const EXTRA = {
  zip64: 0x0001,
  ntfsTimes: 0x000a,
  timestamp: 0x5455,
  unixTimes: 0x5855,
  unicodePath: 0x7075,
  unixOwner: 0x7855,
  unixOwnerIds: 0x7875,
  zip64Room: 0x9999,
} as const;
