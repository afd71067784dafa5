import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/page';

/** Keeps a fault on its page: the frame stays, and one can go on or load anew. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Empty title={t('problem.page')} text={t('problem.pageText')}>
        <Button type="primary" onClick={() => location.reload()}>
          {t('problem.reload')}
        </Button>
      </Empty>
    </div>
  );
}
