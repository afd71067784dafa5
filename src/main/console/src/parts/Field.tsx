import { Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../api/types';
import { useText } from '../i18n';

/** One question of a task's form, in the input that fits its type. */
export function Field({ field }: { field: FormField }) {
  const { t } = useTranslation();
  const text = useText();
  const type = field.type.toLowerCase();
  const label = text(field.label) || field.name;
  // Where an answer is wanted, silence is none: nobody refuses by not touching a switch.
  const flag = type === 'boolean' && !field.required;
  return (
    <Form.Item
      name={field.name}
      label={label}
      extra={text(field.help)}
      valuePropName={flag ? 'checked' : 'value'}
      initialValue={flag ? false : undefined}
      rules={[
        ...(field.required ? [{ required: true, message: t('form.required') }] : []),
        ...(type === 'text' && field.max ? [{ max: field.max }] : []),
        ...(type === 'text' && field.min ? [{ min: field.min }] : []),
      ]}
    >
      {type === 'boolean' && field.required ? <Radio.Group options={[{ value: true, label: t('act.yes') }, { value: false, label: t('act.no') }]} /> : input(type, field, label, text)}
    </Form.Item>
  );
}

function input(type: string, field: FormField, label: string, text: ReturnType<typeof useText>) {
  const options = (field.options ?? []).map((option) => (typeof option === 'string' ? { value: option, label: option } : { value: option.value, label: text(option.label) || option.value }));
  switch (type) {
    case 'boolean':
      return <Switch aria-label={label} />;
    case 'choice':
      return <Select options={options} />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} min={field.min ?? undefined} max={field.max ?? undefined} />;
    case 'date':
      return <Input type="date" />;
    default:
      return <Input.TextArea autoSize={{ minRows: 1, maxRows: 10 }} />;
  }
}
