/** The wire objects, exactly as documented: snake_case, so that a backend hands them on unchanged. */

import type { SelectionNode } from '../activities/course/selection-tree.js';

/** What a job belongs to, as the caller sees it. */
export interface Context {
  readonly type: 'course' | 'group' | 'user';
  readonly id: number | string;
}

/** Who is calling, and for which tenant. */
export interface Caller {
  readonly tenant?: string;
  readonly userId: number;
  /** The same key never starts a second job. */
  readonly idempotencyKey?: string;
}

export interface FileObject {
  readonly id: number;
  readonly uuid: string;
  readonly folder_id: null;
  readonly display_name: string;
  readonly filename: string;
  readonly upload_status: 'success';
  readonly 'content-type': string;
  /** A signed address; it works for the time the client was configured with. */
  readonly url: string;
  readonly size: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly modified_at: string;
  readonly unlock_at: null;
  readonly lock_at: null;
  readonly locked: false;
  readonly hidden: false;
  readonly hidden_for_user: false;
  readonly locked_for_user: false;
  readonly thumbnail_url: null;
  readonly mime_class: string;
  readonly media_entry_id: null;
}

/** Where and how to post a package: the fields as they are, then the file under `file_param`, last. */
export interface FileUploadTarget {
  readonly upload_url: string;
  readonly upload_params: Readonly<Record<string, string>>;
  readonly file_param: string;
  readonly progress: null;
}

export interface ContentMigration {
  readonly id: number;
  readonly user_id: number;
  readonly workflow_state:
    | 'pre_processing'
    | 'pre_processed'
    | 'running'
    | 'waiting_for_select'
    | 'completed'
    | 'failed';
  readonly migration_type: string;
  readonly migration_type_title: string;
  readonly migration_issues_url: string;
  readonly migration_issues_count: number;
  readonly progress_url: string;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  /** Only in the answer to create, when a package is to be uploaded. */
  readonly pre_attachment?: FileUploadTarget;
  readonly attachment?: FileObject;
}

export interface MigrationIssue {
  readonly id: number;
  readonly content_migration_url: string;
  readonly description: string;
  readonly workflow_state: 'active' | 'resolved';
  readonly fix_issue_html_url: string | null;
  readonly issue_type: 'todo' | 'warning' | 'error';
  readonly error_report_html_url: null;
  readonly error_message: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Migrator {
  readonly type: string;
  readonly requires_file_upload: boolean;
  readonly name: string;
  readonly required_settings: readonly string[];
}

/** A node of the tree of what can be selected. */
export type SelectiveNode = SelectionNode;

export interface ContentExport {
  readonly id: number;
  readonly user_id: number;
  readonly created_at: string;
  readonly export_type: string;
  readonly workflow_state: 'created' | 'exporting' | 'exported' | 'failed';
  readonly progress_url: string;
  readonly course_id?: number | string;
  readonly attachment?: FileObject;
}

export interface Progress {
  readonly id: number;
  readonly context_id: number;
  readonly context_type: 'ContentMigration' | 'ContentExport';
  readonly user_id: number;
  readonly tag: 'content_migration' | 'content_export';
  readonly completion: number;
  readonly workflow_state: 'queued' | 'running' | 'completed' | 'failed';
  readonly created_at: string;
  readonly updated_at: string;
  readonly message: string | null;
  readonly url: string;
}

/** A page of a list. `next` is there while there is more; hand it back as it is. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

export interface PageRequest {
  /** `next` of the page before. */
  readonly after?: string;
  /** 1 to 100; 10 by default. */
  readonly perPage?: number;
}
