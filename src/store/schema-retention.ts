/** The tables of what was let go, and of backups that came back; what holds for all tables is said in `schema.ts`. */
export interface RetentionSchema {
  removed_articles: RemovedArticleRow;
  evidence_articles: EvidenceArticleRow;
  restorations: RestorationRow;
}

/** An article that was taken out. Its file, dropped again, is known by this. */
interface RemovedArticleRow {
  article_id: string;
}

/** An article that is old, and stays because a posted digest quotes it. */
interface EvidenceArticleRow {
  article_id: string;
}

/** A backup was put in this archive's place: what was posted since it was made, nobody knows but the platforms. */
interface RestorationRow {
  restored_at: number;
}
