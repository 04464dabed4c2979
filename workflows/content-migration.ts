/** Content migration: a package becomes a bundle, waits for a selection if asked to, and becomes part of a course. */
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  log,
  setHandler,
} from '@temporalio/workflow';
import { convertActivities, metaActivities } from './activities.js';
import {
  type ContentMigrationInput,
  type JobRecord,
  MESSAGES,
  type MigrationState,
  SELECTION_REJECTED,
  type SelectionAnswer,
  type SelectionMessage,
  type StoredObject,
} from './contract.js';
import { type RunningJob, runJob, startJob } from './run-job.js';
import { judgeSelection } from './selection.js';

const uploadedSignal = defineSignal(MESSAGES.uploaded);
const selectSignal = defineSignal<[SelectionMessage]>(MESSAGES.select);
const selectUpdate = defineUpdate<SelectionAnswer, [SelectionMessage]>(MESSAGES.selectNow);

/** First wait between two looks for the upload; each is twice the one before, up to the second number. Milliseconds. */
const UPLOAD_LOOKS = { first: 15_000, longest: 10 * 60_000 };

interface MigrationMessages {
  uploaded: boolean;
  selection: SelectionMessage | undefined;
}

export async function contentMigration(input: ContentMigrationInput): Promise<JobRecord> {
  const job = startJob(input, 'waiting_for_upload');
  const messages: MigrationMessages = { uploaded: false, selection: input.selection };
  handleMessages(job, messages);
  const record = await runJob(job, async () => {
    const { upload, fileName } = await findPackage(input, messages);
    await job.enter('uploaded', { upload });
    const bundle = await convert(job, input, upload, fileName);
    if (input.selectiveImport && messages.selection === undefined)
      await waitForSelection(job, input, messages);
    await importBundle(job, input, bundle, messages.selection);
  });
  await condition(allHandlersFinished);
  return record;
}

function handleMessages(job: RunningJob, messages: MigrationMessages): void {
  const judge = (message: unknown) =>
    judgeSelection(job.status.state as MigrationState, messages.selection, message);
  setHandler(
    uploadedSignal,
    () => {
      messages.uploaded = true;
    },
    { description: 'The upload is complete.' },
  );
  setHandler(
    selectSignal,
    (message) => {
      const verdict = judge(message);
      if ('accepted' in verdict) messages.selection = verdict.accepted;
      if ('rejected' in verdict) log.warn('A selection was not accepted.', { reason: verdict.rejected });
    },
    {
      description:
        'Resume with a selection: { "copy": { "everything": true } } or { "copy": { "all_pages": true } }.',
    },
  );
  setHandler(
    selectUpdate,
    (message) => {
      const verdict = judge(message);
      if ('accepted' in verdict) messages.selection = verdict.accepted;
      return { state: 'importing' };
    },
    {
      description: 'Resume with a selection and learn at once whether it was accepted.',
      validator: (message) => {
        const verdict = judge(message);
        if ('rejected' in verdict)
          throw ApplicationFailure.nonRetryable(verdict.rejected, SELECTION_REJECTED);
      },
    },
  );
}

async function findPackage(
  input: ContentMigrationInput,
  messages: MigrationMessages,
): Promise<{ upload: StoredObject; fileName: string }> {
  const { source } = input;
  if (source.type === 'export') {
    const { fileName, ...upload } = await metaActivities().findExport({
      tenant: input.job.tenant,
      exportId: source.exportId,
    });
    return { upload, fileName };
  }
  return {
    upload: await waitForUpload(source.key, input.uploadTimeout, messages),
    fileName: source.fileName,
  };
}

/** Looks at once when told, and by itself now and then: a client that dies after its upload leaves no stuck job. */
async function waitForUpload(
  key: string,
  timeout: number,
  messages: MigrationMessages,
): Promise<StoredObject> {
  const started = Date.now();
  for (let wait = UPLOAD_LOOKS.first; ; wait = Math.min(wait * 2, UPLOAD_LOOKS.longest)) {
    const left = timeout - (Date.now() - started);
    if (left > 0) await condition(() => messages.uploaded, Math.min(wait, left));
    messages.uploaded = false;
    const upload = await metaActivities().findUpload({ key });
    if (upload !== undefined) return upload;
    if (left <= 0)
      throw ApplicationFailure.nonRetryable('The file upload process timed out.', 'UploadTimeout');
  }
}

async function convert(
  job: RunningJob,
  input: ContentMigrationInput,
  upload: StoredObject,
  fileName: string,
): Promise<StoredObject> {
  await job.enter('converting');
  const converted = await convertActivities(`Read ${fileName}`.slice(0, 200)).convertPackage({
    job: input.job,
    upload,
    fileName,
    migrationType: input.migrationType,
  });
  job.results = { ...job.results, converted };
  return converted.bundle;
}

async function waitForSelection(
  job: RunningJob,
  input: ContentMigrationInput,
  messages: MigrationMessages,
): Promise<void> {
  await job.enter('waiting_for_select');
  const selected = await condition(() => messages.selection !== undefined, input.selectTimeout);
  if (selected) return;
  const days = Math.round(input.selectTimeout / 86_400_000);
  const time = days >= 1 ? `${days} days` : `${Math.round(input.selectTimeout / 1000)} seconds`;
  throw ApplicationFailure.nonRetryable(
    `Nothing was selected within ${time}. Start the migration again to import from this package.`,
    'SelectTimeout',
  );
}

async function importBundle(
  job: RunningJob,
  input: ContentMigrationInput,
  bundle: StoredObject,
  selection: SelectionMessage | undefined,
): Promise<void> {
  const chosen = selection === undefined ? {} : { selection };
  await job.enter('importing', chosen);
  const { type, id } = input.job.context;
  const imported = await convertActivities(`Import into ${type} ${id}`.slice(0, 200)).importBundle({
    job: input.job,
    bundle,
    migrationType: input.migrationType,
    settings: input.settings,
    ...chosen,
  });
  await job.enter('completed', { imported });
}
