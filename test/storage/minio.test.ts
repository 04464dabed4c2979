/** The MinIO store against the port's conformance suite, on a real server. */

import { createMinioStore } from '../../activities/storage/index.js';
import { useBucket } from '../support/minio.js';
import { describeObjectStore } from './conformance.js';

const bucket = useBucket();

describeObjectStore('MinIO', () => createMinioStore(bucket()));
