import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { differsFromItself, type ComparabilityFact, type Judgement } from '#comparison';
import { printable } from '#profile';
import { Comparability, doesWarn } from './Comparability';
import type { ComparedView } from '../../flame/view/scaled-view';
import type { DisplayState } from '../../state/view/view-state';
import { answerMessage } from './answer-message';
import { answerRoom } from './AnswerRoom';
import { NoiseLine } from './NoiseLine';
import { RenamedLine, type RenamedLineProps } from './RenamedLine';
import { StepsWithin, type StepsWithinProps } from './StepsWithin';

export interface ComparisonAnswerProps {
  /** Of the profile type, for people. */
  readonly title: string;
  readonly compared: Pick<
    ComparedView,
    | 'summary'
    | 'unit'
    | 'divisors'
    | 'removed'
    | 'formula'
    | 'exactFormula'
    | 'undivided'
    | 'renamed'
  >;
  /** Of functions; undefined: not judged, or not yet. */
  readonly judgement: Judgement | undefined;
  /** More slices are on the way. */
  readonly judging?: boolean | undefined;
  /** What has to be known first, while there is no judgement. */
  readonly caution?: string | undefined;
  /** How far the judging is, or why there is none. */
  readonly progress?: ReactNode;
  /** How far the sides can be compared; empty when nothing is known of it. */
  readonly facts: readonly ComparabilityFact[];
  readonly stale: boolean;
  readonly timeZone: string | undefined;
  readonly shown: DisplayState['renamed'];
  readonly onShow: RenamedLineProps['onShow'];
  /** Whether it is more requests or more for each. */
  readonly load?: ReactNode;
  /** What can be done about a side that changes within itself. */
  readonly stepAction?: StepsWithinProps['actionOf'];
}

/** The answer in a sentence, the formula of its numbers, and how far the sides can be compared. */
export function ComparisonAnswer(props: ComparisonAnswerProps) {
  const { title, compared, facts, stale, judging, progress, timeZone, shown, onShow, stepAction } =
    props;
  const styles = useStyles2(getStyles);
  const judgement = stale ? undefined : props.judgement;
  const caution = stale ? undefined : props.caution;
  const comparability = <Comparability {...{ facts, timeZone }} />;
  return (
    <section className={styles.answer} aria-label="Answer" data-stale={stale}>
      {doesWarn(facts) && comparability}
      {judgement && (
        <StepsWithin steps={judgement.stepsWithin} timeZone={timeZone} actionOf={stepAction} />
      )}
      <p
        className={styles.sentence}
        data-warns={
          judgement !== undefined &&
          judgement.stepsWithin.length === 0 &&
          differsFromItself(judgement)
        }
      >
        {/* A number stays beside its unit at a line's end. */}
        {printable(answerMessage({ title, ...compared, judgement, judging, caution }))
          .split(QUANTITY)
          .map((part, i) => (i % 2 === 0 ? part : <Whole key={i}>{part}</Whole>))}
      </p>
      <div className={styles.evidence}>
        {!stale && (judgement || progress) && (
          <NoiseLine judgement={judging ? undefined : judgement}>{progress}</NoiseLine>
        )}
        {!doesWarn(facts) && comparability}
        <p className={styles.formula} title={compared.exactFormula}>
          {stale && <b>Of the sides before, while the new ones load. </b>}
          {compared.removed.some((value) => value !== 0) && <b>Of the stacks that are shown. </b>}
          {compared.formula} {compared.undivided && <b>{compared.undivided}</b>}
        </p>
        {props.load}
      </div>
      <RenamedLine renamed={compared.renamed} {...{ shown, onShow }} />
    </section>
  );
}

/** `(+6 %)`, `+4.66 mcores`; the odd parts of a split. Bounded, for names stand between them. */
const QUANTITY = /([(+\u2212]{0,2}\d[\d.,]{0,20} (?:%|\p{L}{1,12})[),.]{0,2})/u;

function Whole({ children }: { readonly children: string }) {
  const styles = useStyles2(getStyles);
  return <span className={styles.whole}>{children}</span>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({
    ...answerRoom(theme).both,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    '&[data-stale="true"]': { opacity: 0.6 },
  }),
  sentence: css({
    ...answerRoom(theme).sentence,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
    '&[data-warns="true"]': { color: theme.colors.warning.text },
  }),
  whole: css({ whiteSpace: 'nowrap' }),
  evidence: css({
    ...answerRoom(theme).evidence,
    alignContent: 'flex-start',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 2),
  }),
  formula: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
