/**
 * The two failures that are about the input. They are never retried and are shown to the user;
 * every other error is about the world and is retried by Temporal.
 */
import { readable } from './readable.js';

/** What part of a package an error is about. */
export interface PackageLocation {
  /** Path inside the package, for example `imsmanifest.xml`. Absent when the package as a whole is meant. */
  readonly path?: string;
  /** The element, for example `resource "res-12"`. */
  readonly element?: string;
}

/** The package is broken. The message is a sentence that names the file and what is wrong with it. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  readonly location: PackageLocation;

  constructor(message: string, location: PackageLocation = {}, options?: ErrorOptions) {
    super(readable(message), options);
    this.location = location;
  }
}

/** The package may be sound, but holds something Cartwright does not handle. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
  readonly location: PackageLocation;

  constructor(message: string, location: PackageLocation = {}, options?: ErrorOptions) {
    super(readable(message), options);
    this.location = location;
  }
}
